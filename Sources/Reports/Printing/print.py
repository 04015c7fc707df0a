"""A page of HTML on standard input, a PDF on standard output: what hoctap prints goes through here.

A style sheet, a zero byte and the page come in. Nothing is fetched, from the network or from a file: what a page names is
refused, and the fonts are those of the system. Ends with 3 where WeasyPrint is not installed, and with 1 where the page cannot
be printed; the reason is on standard error.
"""

import os
import resource
import sys

MOST_BYTES = 64 * 1024 * 1024
MEMORY_BYTES = 2 * 1024 * 1024 * 1024
CPU_SECONDS = 120


def refuse(url, *_, **__):
    raise ValueError("nothing is fetched for a page that is printed")


def main():
    os.closerange(3, 65536)
    for limit, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
    ):
        resource.setrlimit(limit, (value, value))
    try:
        import weasyprint
    except ImportError as error:
        print(error, file=sys.stderr)
        return 3
    # it makes a folder for fonts that a page brings along, which are refused
    weasyprint.text.fonts.mkdtemp = lambda *_, **__: "/nonexistent"
    sheet, separator, page = sys.stdin.buffer.read(MOST_BYTES).partition(b"\0")
    if not separator:
        print("no page came in", file=sys.stderr)
        return 1
    style = weasyprint.CSS(string=sheet.decode(), url_fetcher=refuse)
    document = weasyprint.HTML(string=page.decode(), url_fetcher=refuse)
    sys.stdout.buffer.write(document.write_pdf(stylesheets=[style]))
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
