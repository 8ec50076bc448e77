"""Several PDFs read as one filing: roles, places, shared facts, coverage, determinism."""
import glob
import json
import os
import tempfile
import unittest

import program
from bilingual_pdf import bilingual_pdf

MAIN = [[("zh", "云雀网络科技有限公司招股章程。")],
        [("zh", "截至2023年12月31日，我们的注册用户超过5,200,000名。"),
         ("zh", "我们收集用户的姓名和手机号码。")]]
TRANSLATION = [[("en", "Lark Network Technology Limited - Prospectus")],
               [("en", "As of December 31, 2023, we had over 5,200,000 registered users."),
                ("en", "We collect names and mobile phone numbers of our users.")]]
OPINION = [[("zh", "法律意见书"), ("zh", "公司已向网络安全审查办公室申报网络安全审查。")]]
REPLY = [[("zh", "问询函回复。")],
         [("zh", "截至2023年12月31日，我们的注册用户为5,431,876名。")]]


class SeveralDocumentsTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.main = self.write("main.pdf", bilingual_pdf(MAIN))
        self.translation = self.write("translation.pdf", bilingual_pdf(TRANSLATION))
        self.opinion = self.write("opinion.pdf", bilingual_pdf(OPINION))
        self.reply = self.write("reply.pdf", bilingual_pdf(REPLY))

    def write(self, name, data):
        path = os.path.join(self.folder.name, name)
        with open(path, "wb") as out:
            out.write(data)
        return path

    def brief(self, *args, status=0):
        done = program.run("brief", *args)
        self.assertEqual(done[0], status, done[2])
        return json.loads(done[1])

    def test_one_brief_names_every_document_and_the_page_within_it(self):
        brief = self.brief(self.main, "--translation=" + self.translation,
                           "--legal-opinion=" + self.opinion, "--inquiry-reply=" + self.reply)
        self.assertEqual(
            [(d["documentId"], d["role"], d["pageCount"]) for d in brief["filing"]["documents"]],
            [("main", "MAIN", 2), ("legal-opinion-1", "LEGAL_OPINION", 1),
             ("translation-1", "TRANSLATION", 2), ("inquiry-reply-1", "INQUIRY_REPLY", 2)])
        self.assertEqual(len({d["sha256"] for d in brief["filing"]["documents"]}), 4)
        self.assertEqual(brief["coverage"]["pagesTotal"], 7)
        self.assertEqual(brief["coverage"]["pagesSearched"], 7)
        self.assertEqual(sorted(brief["filing"]["languages"]), ["EN", "ZH_HANS"])
        counts = {(c["evidence"][0]["document"], c["value"]): c for c in brief["userCounts"]}
        self.assertEqual(sorted(counts), [("inquiry-reply-1", "5431876"), ("main", "5200000"),
                                          ("translation-1", "5200000")])
        for (document, _), count in counts.items():
            figure = [e["page"] for e in count["evidence"] if e["role"] == "FIGURE"]
            self.assertEqual(figure, [2], document)
        self.assertEqual(counts["main", "5200000"]["factId"],
                         counts["translation-1", "5200000"]["factId"])
        self.assertNotEqual(counts["main", "5200000"]["factId"],
                            counts["inquiry-reply-1", "5431876"]["factId"])
        self.assertIn("legal-opinion-1", {e["document"] for s in brief["reviewStatements"]
                                          for e in s["evidence"]})
        self.assertEqual({"main", "translation-1"},
                         {e["document"] for d in brief["dataHandling"] for e in d["evidence"]
                          if d["category"] == "collection"})
        self.assertIn("page 2 of inquiry-reply-1", brief["headline"]["summary"])

    def test_a_single_pdf_is_what_it_was(self):
        single = self.brief(self.main)
        both = self.brief(self.main, "--exhibit=" + self.opinion)
        self.assertEqual(len(single["filing"]["documents"]), 1)
        self.assertEqual(both["filing"]["documents"][0], single["filing"]["documents"][0])
        self.assertEqual(both["filing"]["issuer"], single["filing"]["issuer"])
        self.assertEqual(both["userCounts"], single["userCounts"])

    def test_same_documents_in_the_same_order_give_the_same_bytes(self):
        args = ("brief", self.main, "--exhibit=" + self.opinion, "--exhibit=" + self.reply,
                "--translation=" + self.translation)
        first = program.run(*args)
        self.assertEqual(first[0], 0, first[2])
        self.assertEqual(program.run(*args), first)
        # The order of the options does not matter, only that of the files of one role.
        self.assertEqual(program.run("brief", "--translation=" + self.translation,
                                     "--exhibit=" + self.opinion, "--exhibit=" + self.reply,
                                     self.main), first)
        turned = program.run("brief", self.main, "--exhibit=" + self.reply,
                             "--exhibit=" + self.opinion, "--translation=" + self.translation)
        self.assertNotEqual(turned[1], first[1])

    def test_an_unreadable_exhibit_is_named_and_the_rest_is_reviewed(self):
        letter = self.write("letter.pdf", b"Dear Sir, this is no PDF.\n" * 20)
        brief = self.brief(self.main, "--exhibit=" + letter, "--chapter=" + self.reply, status=3)
        self.assertEqual(brief["coverage"]["pagesUnread"],
                         [{"page": 0, "reason": "not_a_pdf", "transient": False,
                           "document": "exhibit-1"}])
        self.assertEqual(brief["filing"]["documents"][2]["pageCount"], 0)
        self.assertEqual(brief["headline"]["unreadPageCount"], 1)
        self.assertEqual(len(brief["userCounts"]), 2)
        for form in ("text", "markdown", "html"):
            status, out, _ = program.run("brief", self.main, "--exhibit=" + letter,
                                         "--chapter=" + self.reply, "--format=" + form)
            self.assertEqual(status, 3)
            self.assertIn("exhibit-1 could not be opened: it is no PDF", out.replace("\\-", "-"))
            self.assertIn("chapter-1 p. 2", out.replace("\\-", "-").replace("p\\.", "p."))

    def test_a_missing_file_is_an_error_that_names_it(self):
        missing = self.folder.name + "/none.pdf"
        status, out, err = program.run("brief", self.main, "--exhibit=" + missing)
        self.assertEqual((status, out), (65, ""))
        self.assertIn(missing, err)
        letter = self.write("letter.pdf", b"Dear Sir, this is no PDF.\n" * 20)
        status, _, err = program.run("brief", letter, "--exhibit=" + self.opinion)
        self.assertEqual(status, 65)
        self.assertIn("letter.pdf", err)

    def test_a_server_takes_several_documents_as_one_filing(self):
        others = ("--translation=" + self.translation, "--exhibit=" + self.opinion)
        data = self.folder.name + "/data"
        with program.Server(data) as server:
            status, out, err = server.run("submit", self.main, *others, "--wait", "--format=json")
            self.assertEqual(status, 0, err)
            self.assertEqual(out, program.run("brief", self.main, *others)[1])
            name = server.run("list")[1].split("\t")[0]
            filing = json.loads(server.run("get", name)[1])
            self.assertEqual([(d["role"], d["displayName"]) for d in filing["documents"]],
                             [("EXHIBIT", "opinion.pdf"), ("TRANSLATION", "translation.pdf")])
            # The same again is the same filing, the main document alone is another one.
            server.run("submit", self.main, *others)
            self.assertEqual(len(server.run("list")[1].splitlines()), 1)
            server.run("submit", self.main, "--wait", "--format=json")
            self.assertEqual(len(server.run("list")[1].splitlines()), 2)
            blobs = lambda: len(glob.glob(data + "/blobs/*/*"))
            self.assertEqual(blobs(), 3)
            self.assertEqual(server.run("delete", name)[0], 0)
            self.assertEqual(blobs(), 1)
            status, _, err = server.run("submit", self.main, self.reply, *others)
            self.assertEqual(status, 2)
            self.assertIn("one FILE", err)


if __name__ == "__main__":
    unittest.main()
