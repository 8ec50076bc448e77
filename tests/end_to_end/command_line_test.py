"""The command line from outside: exit status, one-line errors, formats."""
import glob
import json
import os
import subprocess
import tempfile
import unittest

import program


class CommandLineTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.sample = sorted(glob.glob(program.CORPUS + "/*_en.pdf"))[0]

    def write(self, name, data):
        path = os.path.join(self.folder.name, name)
        with open(path, "wb") as out:
            out.write(data)
        return path

    def test_each_unreadable_input_is_one_line_that_names_it(self):
        with open(self.sample, "rb") as sample:
            pdf = sample.read()
        rules = os.path.join(self.folder.name, "rules")
        os.mkdir(rules)
        with open(rules + "/10_own.textproto", "w") as out:
            out.write("macros {\n  colour: 'red'\n}\n")
        fifo = os.path.join(self.folder.name, "pipe.pdf")
        os.mkfifo(fifo)
        rows = [  # arguments, exit status, what the line must say
            (["brief", self.write("empty.pdf", b"")], 65, ["empty.pdf", "empty_file"]),
            (["brief", self.write("letter.pdf", b"Dear Sir, this is no PDF.\n" * 50)], 65,
             ["letter.pdf", "not_a_pdf"]),
            (["brief", self.folder.name], 65, [self.folder.name, "not_a_file"]),
            (["brief", fifo], 65, ["pipe.pdf", "not_a_file"]),
            (["brief", self.folder.name + "/none.pdf"], 65, ["none.pdf", "not_a_file"]),
            (["brief", self.write("cut.pdf", pdf[:len(pdf) // 50])], 65, ["cut.pdf"]),
            (["brief", self.folder.name + "/new\nline.pdf"], 65, ["new?line.pdf"]),
            (["text", self.folder.name], 65, ["not_a_file"]),
            (["render", self.sample], 65, ["not_a_brief"]),
            (["render", self.write("b.json", b'{"headline": 3}')], 65, ["b.json", "not_a_brief"]),
            (["brief"], 2, ["FILE"]),
            ([], 2, ["subcommand"]),
            (["brief", self.sample, "--format=yaml"], 2, ["yaml"]),
            (["brief", self.sample, "--ocr=perhaps"], 2, ["perhaps"]),
            (["brief", self.sample, "--venue=MOON"], 2, ["MOON"]),
            (["brief", self.sample, "--filing-date=2021-02-30"], 2, ["2021-02-30"]),
            (["brief", self.sample, "--rules=" + self.folder.name + "/none"], 2, ["none"]),
            (["brief", self.sample, "--rules=" + rules], 2, ["10_own.textproto:2:"]),
            (["brief", self.sample, "--password-file=" + self.folder.name + "/none"], 2, ["none"]),
            (["quantities"], 2, ["--lang"]),
            (["submit", "--server=127.0.0.1:1", self.sample], 69, ["127.0.0.1:1", "no_server"]),
            (["serve", "--data-dir=/proc/none"], 69, ["/proc/none"]),
            (["serve", "--data-dir=/proc/none", "--database=postgresql://127.0.0.1:1/none"], 2,
             ["--blob-dir"]),
        ]
        for arguments, status, words in rows:
            with self.subTest(arguments=arguments):
                got, out, err = program.run(*arguments)
                self.assertEqual(got, status, err)
                self.assertEqual(out, "")
                self.assertEqual(err.count("\n"), 1, err)
                self.assertTrue(err.startswith("filing-review: "), err)
                for word in words:
                    self.assertIn(word, err)

    def test_brief_is_json_and_the_same_each_time(self):
        status, first, err = program.run("brief", self.sample)
        self.assertEqual((status, err), (0, ""))
        self.assertEqual(program.run("brief", self.sample)[1], first)
        brief = json.loads(first)
        self.assertEqual(brief["provenance"]["revision"], 1)
        self.assertGreater(len(brief["dataHandling"]), 0)
        path = self.write("brief.json", first.encode())
        self.assertEqual(program.run("render", path), (0, first, ""))
        for form in ("text", "html", "markdown"):
            direct = program.run("brief", self.sample, "--format=" + form)
            self.assertEqual(direct[0], 0, direct[2])
            self.assertTrue(direct[1])
            self.assertEqual(program.run("render", path, "--format=" + form,
                                         "--pdf=" + self.sample), direct)

    def test_own_rules_are_in_the_digest(self):
        plain = json.loads(program.run("brief", self.sample)[1])
        os.mkdir(self.folder.name + "/rules")
        self.write("rules/90_own.textproto", b"macros { id: 'own_word' value: 'heron' }\n")
        own = json.loads(program.run("brief", self.sample,
                                     "--rules=" + self.folder.name + "/rules")[1])
        self.assertNotEqual(own["provenance"]["rulePackDigest"],
                            plain["provenance"]["rulePackDigest"])

    def test_text_in_its_formats(self):
        status, text, _ = program.run("text", self.sample)
        self.assertEqual(status, 0)
        document = json.loads(program.run("text", self.sample, "--format=json")[1])
        self.assertEqual(len(document["pages"]), document["pageCount"])
        self.assertEqual(text.count("\f"), document["pageCount"])
        line = next(l for page in document["pages"] for l in page["lines"] if l["text"].strip())
        self.assertLess(line["x0"], line["x1"])
        self.assertIn(line["text"], text)
        self.assertEqual(program.run("text", self.sample, "--format=none"), (0, "", ""))

    def test_quantities_counts_code_points_and_answers_line_by_line(self):
        process = subprocess.Popen([program.PROGRAM, "quantities", "--lang=zh"],
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for line in ("用户超过3.77亿名", "", "没有数字"):
            process.stdin.write((line + "\n").encode())
            process.stdin.flush()
            found = json.loads(process.stdout.readline())
            if line.startswith("用户"):
                self.assertEqual([(q["value"], q["kind"]) for q in found], [(377000000, "number")])
                self.assertEqual(line[found[0]["start"]:found[0]["end"]], found[0]["text"])
            else:
                self.assertEqual(found, [])
        process.stdin.close()
        self.assertEqual(process.wait(10), 0)
        process.stdout.close()

    def test_a_full_output_is_an_error(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run([program.PROGRAM, "brief", self.sample], stdout=full,
                                  stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(done.returncode, 69)
        self.assertIn(b"cannot be written", done.stderr)

    def test_limits_are_printed(self):
        status, out, _ = program.run("brief", "--print-limits")
        self.assertEqual(status, 0)
        for name in ("page_seconds", "queue_length", "chunk_bytes"):
            self.assertRegex(out, r"(?m)^%s\t\d+\t\S" % name)


if __name__ == "__main__":
    unittest.main()
