#!/usr/bin/env python3
"""What a reviewer without Filing Review would do: read the text with another program and search it.

    scripts/record/peer_grep.py --reader=pdftotext|mutool|pdfjs FILE.pdf

Prints what the searches find in the form of a brief, so that the same scoring program measures both:
a number before or after a word for users is a figure of the issuer's, a word of a list is a
disclosure of its category, a line of a page on shareholders that ends in a percentage is a holder.
The searches are what a careful person would type in an hour; they were not tuned on any labels.
"""
import argparse
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
NUMBER = r"(\d[\d,]*(?:\.\d+)?)\s*(million|billion|thousand|万|萬|亿|億|百万|百萬)?"
SCALE = {"thousand": 1e3, "万": 1e4, "萬": 1e4, "百万": 1e6, "百萬": 1e6, "million": 1e6,
         "亿": 1e8, "億": 1e8, "billion": 1e9}
PEOPLE = r"(?:users|customers|subscribers|members|accounts|MAUs?|DAUs?|用户|用戶|使用者|会员|會員|客户|客戶|账户|賬戶)"
BEFORE = re.compile(NUMBER + r"\s*(?:名|个|個|位|户|戶)?\s*(?:[a-z-]+\s){0,3}[^\d\s，。,.;；]{0,8}?" + PEOPLE, re.I)
AFTER = re.compile(PEOPLE + r"[^\d。.;；\n]{0,25}?" + NUMBER, re.I)
METRICS = [("MAU", r"MAU|monthly active|月活|月度活跃|月活躍"), ("DAU", r"DAU|daily active|日活"),
           ("REGISTERED", r"registered|注册|註冊"), ("PAYING", r"paying|付费|付費"),
           ("CUSTOMERS", r"customers|客户|客戶"), ("SUBSCRIBERS", r"subscribers"),
           ("MEMBERS", r"members|会员|會員"), ("ACCOUNTS", r"accounts|账户|賬戶")]
CATEGORIES = {
    "collection": r"collect\w* (?:personal|user|customer)|收集.{0,8}(?:个人|個人|用户|用戶)",
    "storage_localization": r"stor(?:e|age) .{0,30}within (?:the PRC|China)|境内存储|境內存儲|境內儲存",
    "cross_border_transfer": r"cross-border|outbound (?:data )?transfer|数据出境|數據出境|跨境传输|跨境傳輸",
    "third_party_sharing": r"third[- ]part(?:y|ies).{0,40}(?:data|information)|第三方.{0,12}(?:信息|资料|資料|數據|数据)",
    "government_access": r"law enforcement|government .{0,20}request|执法机关|執法機關",
    "breach_incident": r"data breach|security breach|leak|泄露|洩露|外洩",
    "security_measures": r"encrypt|firewall|加密|防火墙|防火牆",
    "security_certification": r"ISO ?/?(?:IEC )?27001|等级保护|等級保護",
    "cybersecurity_review": r"cybersecurity review|网络安全审查|網絡安全審查|网安审查",
    "ciio_status": r"critical information infrastructure|关键信息基础设施|關鍵信息基礎設施",
    "important_data": r"important data|core data|重要数据|重要數據",
    "enforcement_penalty": r"\bfined?\b|penalt(?:y|ies)|罚款|罰款",
    "consent_and_rights": r"consent|同意",
    "minors": r"\bminors\b|children|未成年",
    "algorithms": r"algorithm|算法",
    "deletion_anonymization": r"anonymi|de-identif|匿名化|去标识|去識別",
}
HOLDERS = re.compile(r"shareholder|beneficial owner|股东|股東", re.I)
HOLDER_LINE = re.compile(r"^\s*(\S.*?)(?:\s{2,}|\s+[\d,.*—–-]+\s).*?(\d+\.\d+)\s*[%％]", re.M)


def pages_of(reader, path):
    if reader == "pdftotext":
        command = ["pdftotext", "-layout", path, "-"]
    elif reader == "mutool":
        command = ["mutool", "draw", "-q", "-F", "txt", "-o", "-", path]
    else:
        # The console's own node: Debian's is too old for its pdf.js.
        node = os.path.join(HERE, "../../service/console/node_modules/.bin/node")
        command = [node, os.path.join(HERE, "peer_pdfjs.mjs"), path]
    ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    return ran.stdout.decode("utf-8", "replace").split("\f")


def evidence(page, text, match):
    line_start = text.rfind("\n", 0, match.start()) + 1
    return [{"document": "main", "page": page, "role": "FIGURE", "boxes": [],
             "quote": text[line_start:match.end()].strip()}]


def counts(page, text):
    found = {}
    for pattern in (BEFORE, AFTER):
        for match in pattern.finditer(text):
            digits = match[1].replace(",", "")
            value = float(digits) * SCALE.get((match[2] or "").lower(), 1)
            if value < 1000 or 1990 <= value <= 2035 and not match[2]:
                continue  # a year, a small number: nobody would note it
            words = text[max(0, match.start() - 30):match.end() + 10]
            metric = next((name for name, word in METRICS if re.search(word, words, re.I)), "USERS")
            found.setdefault((match.start(1), value), {
                "value": "%.0f" % value, "valueText": match[0], "bound": "EXACT", "metric": metric,
                "attribution": "ISSUER", "region": "UNSTATED",
                "evidence": evidence(page, text, match)})
    return list(found.values())


def holders(page, text):
    if not HOLDERS.search(text):
        return []
    return [{"name": match[1].strip(), "percent": float(match[2]), "stage": "UNKNOWN",
             "holderClass": "UNKNOWN", "otherNames": [], "evidence": evidence(page, text, match)}
            for match in HOLDER_LINE.finditer(text)]


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--reader", choices=["pdftotext", "mutool", "pdfjs"], required=True)
    arguments.add_argument("pdf")
    chosen = arguments.parse_args()
    brief = {"filing": {}, "userCounts": [], "dataHandling": [], "reviewStatements": [],
             "holders": [], "assessments": [], "conflicts": []}
    for number, text in enumerate(pages_of(chosen.reader, chosen.pdf), 1):
        brief["userCounts"] += counts(number, text)
        brief["holders"] += holders(number, text)
        for category, words in CATEGORIES.items():
            match = re.search(words, text, re.I)
            if match:
                brief["dataHandling"].append({"category": category, "stance": "ISSUER_STATES",
                                              "evidence": evidence(number, text, match)})
    json.dump(brief, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
