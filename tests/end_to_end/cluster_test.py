"""filing-review bulk submit, --shard=auto and bulk merge from outside, without a cluster: plans,
indexes of tasks, merged outputs, refusals, the scripts with stand-ins for Slurm's clients, YAML."""
import fcntl
import glob
import json
import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

import yaml

import bulk_output
import program

INDEXES = ("SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX", "PBS_ARRAY_INDEX", "SGE_TASK_ID",
           "AWS_BATCH_JOB_ARRAY_INDEX")
CLEAN = {name: value for name, value in os.environ.items()
         if name not in INDEXES and not name.startswith("SLURM_")}


class ClusterTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        # A name with all that a shell or Slurm might read as its own.
        self.folder = folder.name + "/it's $HOME 100% \"x\" `id`"
        self.filings = self.folder + "/filings"
        os.makedirs(self.filings)

    def some(self, count, twins=0, pages=2):
        """`count` filings; the last `twins` have the bytes of the first."""
        for number in range(count):
            with open("%s/heron-%03d.pdf" % (self.filings, number), "wb") as out:
                out.write(program.prospectus(number % (count - twins), pages))

    def run_it(self, *args, status=0, env=None, **options):
        got, printed, err = program.run(*args, env={**CLEAN, **(env or {})}, **options)
        self.assertEqual(got, status, err)
        return printed, err

    def bulk(self, *args, **options):
        return self.run_it("bulk", *args, **options)

    def plan(self, *args, shards=3, name="plan", **options):
        out = self.folder + "/" + name
        _, err = self.bulk("submit", self.filings, "--out=" + out, "--engine=slurm", "--dry-run",
                           "--max-array-size=1001", "--shards=%d" % shards, *args, **options)
        return out, err

    def run_shards(self, plan, numbers=(1, 2, 3)):
        for number in numbers:
            self.bulk("--plan=" + plan, "--shard=auto", env={"SLURM_ARRAY_TASK_ID": str(number)})

    def same(self, a, b):
        first, second = bulk_output.whole(a), bulk_output.whole(b)
        self.assertEqual(sorted(first), sorted(second))
        for name, content in first.items():
            self.assertEqual(content, second[name], name)

    def refused(self, *args, words, status=65):
        _, err = self.bulk("merge", *args, "--out=" + self.folder + "/refused", status=status)
        self.assertEqual(err.count("\n"), 1, err)
        for word in words:
            self.assertIn(word, err)
        self.assertFalse(os.path.exists(self.folder + "/refused/manifest.json"))

    def test_merged_shards_are_the_bytes_of_one_run(self):
        self.some(40, twins=9)
        for number, path in enumerate(sorted(glob.glob(program.CORPUS + "/*.pdf"))):
            shutil.copy(path, self.filings + "/%d.pdf" % number)
            shutil.copy(path, self.filings + "/zz-%d.pdf" % number)  # twins in another shard
        with open(self.filings + "/broken.pdf", "wb") as out:
            out.write(b"no PDF" * 50)
        os.symlink("nowhere.pdf", self.filings + "/gone.pdf")
        local = self.folder + "/local"
        printed, _ = self.bulk(self.filings, "--out=" + local, "--part-filings=3", "--venue=HK")
        self.assertIn("16 duplicates", printed)
        plan, _ = self.plan("--part-filings=3", "--venue=HK")
        self.run_shards(plan)
        merged = self.folder + "/merged"
        printed, err = self.bulk("merge", plan, "--out=" + merged)
        self.assertIn("56 filings\t", printed)
        self.assertRegex(err, r"merge: \d+ parts copied, [1-9]\d* made anew")
        self.same(local, merged)
        # But for the times, the report is the same, too.
        reports = []
        for folder in (local, merged):
            with open(folder + "/report.html", encoding="utf-8") as file:
                reports.append(file.read().split("<h2>Time a filing")[0])
        self.assertEqual(*reports)
        self.assertIn("Regimes by outcome", reports[0])
        # Merged again it stays, and so does each file.
        stamps = {name: os.stat(merged + "/" + name).st_mtime_ns for name in bulk_output.whole(merged)}
        self.bulk("merge", plan, "--out=" + merged)
        for name, stamp in stamps.items():
            self.assertEqual(os.stat(merged + "/" + name).st_mtime_ns, stamp, name)

    def test_shards_without_a_plan_merge_too(self):
        self.some(20, twins=5)
        local = self.folder + "/local"
        self.bulk(self.filings, "--out=" + local, "--part-filings=4")
        outs = []
        for number in range(1, 4):
            outs.insert(0, "%s/s%d" % (self.folder, number))
            self.bulk(self.filings, "--shard=auto/3", "--part-filings=4", "--out=" + outs[0],
                      env={"JOB_COMPLETION_INDEX": str(number - 1)})
        self.bulk("merge", *outs, "--part-filings=4", "--out=" + self.folder + "/merged")
        self.same(local, self.folder + "/merged")
        self.refused(*outs[:1], *outs[2:], words=["of 3 shards these are missing: 2", "shard_missing"])
        self.refused(*outs, outs[1], words=["are both shard 2 of 3; give each once", "shard_overlap"])

    def test_what_makes_no_whole_is_refused_with_what_to_do(self):
        self.some(9)
        plan, _ = self.plan()
        self.refused(plan, words=["3 of 3 shards are not whole: 1, 2, 3", "submit again"])
        self.run_shards(plan)
        shard = plan + "/shards/000002"
        os.rename(shard + "/manifest.json", shard + "/kept")
        self.refused(plan, words=["1 of 3 shards are not whole: 2", "shard_not_whole"])
        os.rename(shard + "/kept", shard + "/manifest.json")
        shards = [plan + "/shards/%06d" % number for number in (1, 2, 3)]

        def changed(old, new, *words, status=65):
            with open(shard + "/manifest.json") as file:
                kept = file.read()
            self.assertIn(old, kept)
            with open(shard + "/manifest.json", "w") as file:
                file.write(kept.replace(old, new, 1))
            self.refused(plan, words=words, status=status)
            self.refused(*shards, words=words[-1:], status=status)
            with open(shard + "/manifest.json", "w") as file:
                file.write(kept)

        with open(shard + "/manifest.json") as file:
            manifest = json.load(file)
        changed(manifest["engineVersion"], "9.9", "the engine is 9.9", "use the same on all hosts",
                "shard_differs")
        changed(manifest["rulePackDigest"], "f" * 64, "the rule pack is ffff", "shard_differs")
        changed(manifest["plan"], "f" * 64, "is of another plan; remove it", "shard_differs")
        changed('"shard": "2/3"', '"shard": "1/3"', "are both shard 1 of 3", "shard_overlap")
        changed('"formatVersion": 1', '"formatVersion": 7', "is no manifest of this version",
                "no_shard")
        changed('"filings": 3', '"filings": 4', "has other lines than its manifest says",
                status=69)
        part = shard + "/briefs-000000.jsonl.zst"
        os.rename(part, part + ".kept")
        self.refused(plan, words=["briefs-000000.jsonl.zst is not what the manifest says",
                                  "run the shard again"])
        os.rename(part + ".kept", part)
        os.rename(shard + "/run/journal", shard + "/run/kept")
        self.refused(plan, words=["has lost its run/journal", "run its shard again"], status=69)
        os.rename(shard + "/run/kept", shard + "/run/journal")
        self.bulk(self.filings, "--out=" + self.folder + "/local")
        self.refused(self.folder + "/local", words=["is no shard", "give folders of shards"])
        self.refused(self.folder, words=["has no manifest.json, so it is not whole"])
        # A shard of the same number of another list.
        other = self.folder + "/other"
        self.bulk(self.filings + "/heron-00[0-7].pdf", "--shard=2/3", "--out=" + other)
        self.refused(shards[0], other, shards[2], words=["differ in plan or list of filings"])
        self.bulk("merge", plan, "--out=" + self.folder + "/merged")
        self.same(self.folder + "/local", self.folder + "/merged")

    def test_a_merge_that_is_killed_goes_on(self):
        self.some(200, twins=20)
        local, merged = self.folder + "/local", self.folder + "/merged"
        self.bulk(self.filings, "--out=" + local, "--part-filings=3")
        plan, _ = self.plan("--part-filings=3")
        self.run_shards(plan)
        command = [program.PROGRAM, "bulk", "merge", plan, "--out=" + merged]
        start = time.monotonic()
        self.bulk("merge", plan, "--out=" + self.folder + "/undisturbed")
        took, chance, kills = time.monotonic() - start, random.Random(8), 0
        for _ in range(60):
            run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                run.wait(took * chance.random())
                shutil.rmtree(merged)
            except subprocess.TimeoutExpired:
                run.send_signal(chance.choice((signal.SIGKILL, signal.SIGTERM)))
                self.assertIn(run.wait(20), (-signal.SIGKILL, -signal.SIGTERM, 75, 0))
                kills += 1
            if kills == 8:
                break
        self.assertEqual(kills, 8)
        self.bulk("merge", plan, "--out=" + merged)
        self.same(local, merged)

    def test_the_engine_says_which_shard(self):
        self.some(6)
        plan, _ = self.plan()
        rows = [  # variables, arguments, shard or words of the refusal
            ({"SLURM_ARRAY_TASK_ID": "2"}, ["--shard=auto"], "2/3"),
            ({"JOB_COMPLETION_INDEX": "2"}, ["--shard=auto"], "3/3"),
            ({"PBS_ARRAY_INDEX": "1"}, ["--shard=auto"], "1/3"),
            ({"SGE_TASK_ID": "3"}, ["--shard=auto"], "3/3"),
            ({"AWS_BATCH_JOB_ARRAY_INDEX": "0"}, ["--shard=auto"], "1/3"),
            ({"SLURM_ARRAY_TASK_ID": "1"}, ["--shard=auto", "--shard-offset=2"], "3/3"),
            ({}, ["--shard=2/3"], "2/3"),
            ({"SLURM_ARRAY_TASK_ID": "4"}, ["--shard=auto"],
             "makes this shard 4 of 3; submit an array of 3 tasks"),
            ({"SLURM_ARRAY_TASK_ID": "1", "JOB_COMPLETION_INDEX": "0"}, ["--shard=auto"],
             "are both set"),
            ({}, ["--shard=auto"], "no engine says which task this is"),
            ({}, ["--shard=1/4"], "the plan has 3 shards; give --shard=auto or I/3"),
            ({}, ["--shard=1/3", self.filings], "a plan says which filings"),
            ({}, ["--shard=1/3", "--rules=" + self.folder + "/rules"],
             "and the plan is for"),
        ]
        os.mkdir(self.folder + "/rules")
        with open(self.folder + "/rules/90_own.textproto", "w") as out:
            out.write("macros { id: 'own_word' value: 'heron' }\n")
        for variables, arguments, expected in rows:
            with self.subTest(variables=variables, arguments=arguments):
                out = tempfile.mkdtemp(dir=self.folder)
                is_shard = expected.endswith("/3") and len(expected) == 3
                status = 0 if is_shard else 65 if "plan is for" in expected else 2
                _, err = self.bulk("--plan=" + plan, "--out=" + out, *arguments, status=status,
                                   env=variables)
                if is_shard:
                    with open(out + "/manifest.json") as file:
                        self.assertEqual(json.load(file)["shard"], expected)
                else:
                    self.assertIn(expected, err)
        _, err = self.bulk(self.filings, "--shard=auto", "--out=" + out, status=2,
                           env={"SLURM_ARRAY_TASK_ID": "1"})
        self.assertIn("give --shard=auto/N, or a --plan", err)

    def test_a_plan_is_frozen_and_gone_on_with(self):
        self.some(6)
        plan, err = self.plan()
        self.assertIn("6 filings in 3 shards, 3 to do", err)
        self.some(9)  # later filings are not of it
        self.run_shards(plan, (1, 2))
        _, err = self.bulk("submit", self.filings, "--out=" + plan, "--engine=slurm", "--dry-run",
                           "--max-array-size=9", status=2)
        self.assertIn("holds a plan; give no SOURCE to go on with it", err)
        _, err = self.bulk("submit", "--out=" + plan, "--engine=slurm", "--dry-run",
                           "--max-array-size=9")
        self.assertIn("6 filings in 3 shards, 1 to do", err)
        with open(plan + "/submit.sh") as file:
            self.assertIn("--array=3 ", file.read())
        self.run_shards(plan, (3,))
        printed, _ = self.bulk("merge", plan, "--out=" + self.folder + "/merged")
        self.assertIn("\t6 filings\t", printed)
        _, err = self.bulk("submit", "--out=" + plan, "--engine=other")
        self.assertIn("6 filings in 3 shards; run as an array of as many tasks: filing-review bulk "
                      "--plan=" + plan + " --shard=auto", err)
        _, err = self.bulk("submit", "--out=" + self.folder + "/none", "--engine=slurm",
                           "--dry-run", "--max-array-size=9", status=65)
        self.assertIn("plan.json is not there; make a plan", err)

    def stand_in(self, name, text):
        os.makedirs(self.folder + "/bin", exist_ok=True)
        path = self.folder + "/bin/" + name
        with open(path, "w") as out:
            out.write("#!/bin/bash\n" + text)
        os.chmod(path, 0o755)
        return path

    def slurm(self, **variables):
        return {"PATH": self.folder + "/bin:" + os.environ["PATH"], "SEEN": self.folder + "/seen",
                **variables}

    def seen(self):
        with open(self.folder + "/seen", encoding="utf-8") as file:
            return file.read().splitlines()

    def test_arrays_obey_the_cluster_and_the_merge_waits_for_all(self):
        self.some(12)
        self.stand_in("scontrol", 'echo "MaxArraySize            = 3"\n')
        self.stand_in("sbatch", 'printf "%s|" "$@" >>"$SEEN"; echo >>"$SEEN"\n'
                                'echo "$((100 + $(wc -l <"$SEEN")));cluster"\n')
        out = self.folder + "/plan"
        printed, _ = self.bulk("submit", self.filings, "--out=" + out, "--engine=slurm",
                               "--shards=5", "--partition=long", "--time=2:00:00", "--mem=4G",
                               "--cpus=3", "--at-once=7", "--sbatch=--comment=a 'b' $c",
                               env=self.slurm())
        self.assertEqual(printed, "shards\t101 102 103\nmerge\t104\n")
        common = ("--parsable|--chdir=%s|--cpus-per-task=3|--partition=long|--time=2:00:00|--mem=4G|"
                  "--comment=a 'b' $c|" % out)
        array = ("--job-name=filing-review|--array=%s%%7|--output=logs/shard-%%A_%%a.log|"
                 "--open-mode=append|" + out.replace("%", "%%") + "/shard.sh|%d|")
        self.assertEqual(self.seen(), [
            common + array % ("1-2", 0), common + array % ("1-2", 2), common + array % ("1", 4),
            common + "--job-name=filing-review-merge|--dependency=afterany:101:102:103|"
            "--output=logs/merge-%j.log|--open-mode=append|" + out + "/merge.sh|"])

    def test_a_submission_that_is_refused_half_way_leaves_nothing_queued(self):
        self.some(6)
        self.stand_in("scontrol", 'echo "MaxArraySize = 3"\n')
        self.stand_in("sbatch", 'case "$*" in *shard.sh" 2") echo no such account >&2; exit 1;; esac\n'
                                'echo 41\n')
        self.stand_in("scancel", 'echo "scancel $*" >>"$SEEN"\n')
        _, err = self.bulk("submit", self.filings, "--out=" + self.folder + "/plan",
                           "--engine=slurm", "--shards=3", env=self.slurm(), status=69)
        self.assertIn("no such account", err)
        self.assertIn("sbatch refused (exit status 1)", err)
        self.assertEqual(self.seen(), ["scancel 41"])

    def test_a_cluster_that_cannot_is_told_before_anything_is_planned(self):
        self.some(2)
        for answer, words in (('echo "MaxArraySize = 0"\n', "allows no job arrays"),
                              ("exit 1\n", "scontrol failed with exit status 1"),
                              ("echo\n", "give --max-array-size")):
            self.stand_in("scontrol", answer)
            status = 65 if "no job" in words else 69
            _, err = self.bulk("submit", self.filings, "--out=" + self.folder + "/plan",
                               "--engine=slurm", env=self.slurm(), status=status)
            self.assertIn(words, err)
            self.assertFalse(os.path.exists(self.folder + "/plan"))

    def test_exit_75_requeues_three_times_and_then_fails_with_words(self):
        self.some(2)
        again = self.stand_in("again", 'exit "$STATUS"\n')
        plan, _ = self.plan("--program=" + again, shards=1)

        def task(script, status, **variables):
            done = subprocess.run(["bash", plan + "/" + script, "0"], capture_output=True,
                                  timeout=60, env={**CLEAN, **self.slurm(
                                      SLURM_JOB_ID="77", SLURM_ARRAY_TASK_ID="1",
                                      STATUS=str(status), **variables)})
            return done.returncode, done.stderr.decode()

        self.stand_in("timeout", 'shift; exec "$@"\n')
        self.stand_in("sleep", 'echo "sleep $*" >>"$SEEN"\n')
        self.stand_in("scontrol", 'echo "scontrol $*" >>"$SEEN"\n')
        for script, what in (("shard.sh", "shard 1"), ("merge.sh", "merge")):
            for restarts in (None, "1", "2"):
                variables = {"SLURM_RESTART_COUNT": restarts} if restarts else {}
                status, err = task(script, 75, **variables)
                self.assertEqual(status, 75)
                self.assertIn("%s: exit 75: requeued, %d of 3" % (what, int(restarts or 0) + 1), err)
                self.assertEqual(self.seen()[-2:], ["scontrol requeue 77", "sleep 300"])
            calls = len(self.seen())
            # Not 75, so that a site that requeues on it does not go on for ever.
            status, err = task(script, 75, SLURM_RESTART_COUNT="3")
            self.assertEqual(status, 69)
            self.assertIn(what + ": exit 75 after 3 restarts; see why it was stopped", err)
            for other in (0, 2, 65, 69):
                self.assertEqual(task(script, other), (other, ""))
            self.assertEqual(len(self.seen()), calls)
        self.stand_in("scontrol", "exit 1\n")
        status, err = task("shard.sh", 75)
        self.assertEqual(status, 75)
        self.assertIn("scontrol requeue did not work; submit again to go on", err)

    def test_a_signal_to_the_script_ends_the_program_with_75(self):
        self.some(2)
        worker = self.stand_in("worker", 'stop() { echo stopped >>"$SEEN"; exit 75; }\ntrap stop TERM\n'
                                         'touch "$SEEN.up"; while :; do sleep 0.05; done\n')
        plan, _ = self.plan("--program=" + worker, shards=1)
        self.stand_in("scontrol", 'echo "scontrol $*" >>"$SEEN"; exit 1\n')
        run = subprocess.Popen(["bash", plan + "/shard.sh", "0"], stderr=subprocess.PIPE,
                               env={**CLEAN, **self.slurm(SLURM_JOB_ID="77",
                                                          SLURM_ARRAY_TASK_ID="1")})
        program.until(lambda: os.path.exists(self.folder + "/seen.up"), 20, "a worker")
        run.terminate()
        _, err = run.communicate(timeout=20)
        self.assertEqual(run.returncode, 75, err)
        self.assertEqual(self.seen(), ["stopped", "scontrol requeue 77"])

    def test_a_shard_that_another_run_holds_asks_for_another_try(self):
        self.some(2)
        plan, _ = self.plan(shards=1)
        shard = plan + "/shards/000001"
        os.makedirs(shard + "/run")
        with open(shard + "/run/lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            _, err = self.bulk("--plan=" + plan, "--shard=1/1", status=75)
            self.assertIn("[output_in_use]", err)
        self.bulk("--plan=" + plan, "--shard=1/1")

    def test_jobs_of_kubernetes(self):
        self.some(6)
        plan = self.folder + "/plan"
        arguments = ["submit", self.filings, "--out=" + plan, "--engine=kubernetes", "--shards=3",
                     "--cache-bytes=5"]
        _, err = self.bulk(*arguments, status=2)
        self.assertIn("kubernetes needs --image and --volume", err)
        os.mkdir(self.folder + "/else")
        _, err = self.bulk(*arguments, "--image=i", "--volume=work:" + plan,
                           "--volume=else:" + self.folder + "/else", status=2)
        self.assertIn("no volume holds " + self.filings, err)
        self.assertFalse(os.path.exists(plan + "/plan.json"))
        _, err = self.bulk(*arguments, "--image=registry/filing-review:1", "--cpus=4", "--mem=6Gi",
                           "--at-once=2", "--volume=work:" + self.folder,
                           "--volume=filings:%s:ro" % self.filings)
        self.assertIn("kubernetes-shards.yaml", err)
        jobs = {}
        for kind in ("shards", "merge"):
            with open("%s/kubernetes-%s.yaml" % (plan, kind), encoding="utf-8") as file:
                jobs[kind] = yaml.safe_load(file)
            self.assertEqual((jobs[kind]["apiVersion"], jobs[kind]["kind"]), ("batch/v1", "Job"))
            self.assertEqual(jobs[kind]["metadata"]["name"], "filing-review-" + kind)
            pod = jobs[kind]["spec"]["template"]["spec"]
            # What podFailurePolicy asks for.
            self.assertEqual(pod["restartPolicy"], "Never")
            self.assertTrue(pod["securityContext"]["runAsNonRoot"])
            box = pod["containers"][0]
            self.assertTrue(box["securityContext"]["readOnlyRootFilesystem"])
            self.assertEqual(box["securityContext"]["capabilities"], {"drop": ["ALL"]})
            self.assertEqual(box["resources"]["limits"], {"cpu": "4", "memory": "6Gi"})
            self.assertEqual(box["image"], "registry/filing-review:1")
            mounts = {mount["name"]: mount for mount in box["volumeMounts"]}
            self.assertEqual(mounts["volume-0"]["mountPath"], self.folder)
            self.assertTrue(mounts["volume-1"]["readOnly"])
            self.assertEqual(sorted(mounts), sorted(volume["name"] for volume in pod["volumes"]))
            for rule in jobs[kind]["spec"]["podFailurePolicy"]["rules"]:
                if "onExitCodes" in rule:
                    self.assertEqual(rule["onExitCodes"]["containerName"], box["name"])
        spec = jobs["shards"]["spec"]
        self.assertEqual((spec["completionMode"], spec["completions"], spec["parallelism"],
                          spec["backoffLimitPerIndex"]), ("Indexed", 3, 2, 3))
        rules = {rule["action"]: rule for rule in spec["podFailurePolicy"]["rules"]}
        self.assertEqual(sorted(rules), ["Count", "FailIndex", "Ignore"])
        self.assertIn(75, rules["Count"]["onExitCodes"]["values"])
        self.assertEqual(rules["FailIndex"]["onExitCodes"]["operator"], "NotIn")
        # The pods' commands do what they are to: Kubernetes gives "$" for "$$".
        for number in range(3):
            box = spec["template"]["spec"]["containers"][0]
            words = [word.replace("$$", "$") for word in box["args"]]
            self.assertEqual(box["command"], ["filing-review"])
            self.run_it(*words, env={"JOB_COMPLETION_INDEX": str(number)})
        words = jobs["merge"]["spec"]["template"]["spec"]["containers"][0]["args"]
        self.run_it(*[word.replace("$$", "$") for word in words])
        self.bulk(self.filings, "--out=" + self.folder + "/local")
        self.same(self.folder + "/local", plan + "/merged")


if __name__ == "__main__":
    unittest.main()
