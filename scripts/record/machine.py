"""One line that says where and when figures were measured."""
import datetime
import os
import re
import subprocess


def first(pattern, text, otherwise):
    found = re.search(pattern, text, re.M)
    return found[1].strip() if found else otherwise


def version(*command):
    ran = subprocess.run(command, capture_output=True, text=True)
    return first(r"(\d+\.\d+(?:\.\d+)?)", ran.stdout + ran.stderr, "?")


def line():
    with open("/proc/cpuinfo") as file:
        model = first(r"^model name\s*:\s*(.*)$", file.read(), "unknown processor")
    with open("/proc/meminfo") as file:
        memory = int(first(r"^MemTotal:\s*(\d+)", file.read(), "0")) / 2**20
    with open("/etc/os-release") as file:
        system = first(r'^PRETTY_NAME="?([^"\n]*)', file.read(), "unknown system")
    return "%s, %s, %d cores, %.0f GiB; %s; Poppler %s, MuPDF %s." % (
        datetime.date.today().strftime("%B %Y"), model, len(os.sched_getaffinity(0)), memory,
        system, version("pdftotext", "-v"), version("mutool", "-v"))
