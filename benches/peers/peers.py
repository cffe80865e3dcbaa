"""How fast others read figures out of the same text, each on one core, beside ours.

    python3 peers.py --ours BINARY --venvs DIR FILE.jsonl...

makes a virtual environment in DIR for each peer, installs it from PyPI, and prints a table of MB of text a second. A peer
that cannot be installed or does not run is named with the reason. FILE holds generated releases of one language.
"""

import argparse
import json
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

PEERS = {
    "quantulum3": ["quantulum3==0.10.0"],
    # Its last release imports a name that emoji 2 dropped.
    "recognizers-text": ["recognizers-text-suite==1.0.2a2", "emoji<2"],
    "duckling": ["pyduckling-native-phihos==0.3.0"],
}
LANGUAGES = {"quantulum3": ["en"], "recognizers-text": ["en", "zh"], "duckling": ["en", "zh"]}
SECONDS = 10.0


def quantulum3(lang):
    from quantulum3 import parser

    return parser.parse


def recognizers_text(lang):
    from recognizers_suite import recognize_currency, recognize_number, recognize_percentage

    culture = {"en": "en-us", "zh": "zh-cn"}[lang]
    # Numbers with their units, as the others read them: one model for each kind.
    models = [recognize_number, recognize_percentage, recognize_currency]
    return lambda text: [found for model in models for found in model(text, culture)]


def duckling(lang):
    import duckling as haskell

    haskell.init()
    locale = haskell.parse_locale(lang.upper(), haskell.default_locale_lang(haskell.parse_lang(lang.upper())))
    zones = haskell.load_time_zones("/usr/share/zoneinfo")
    context = haskell.Context(reference_time=haskell.parse_ref_time(zones, "UTC", 0), locale=locale)
    dimensions = haskell.parse_dimensions(["number", "amount-of-money"])
    return lambda text: haskell.parse(text, context, dimensions, False)


READERS = {"quantulum3": quantulum3, "recognizers-text": recognizers_text, "duckling": duckling}


def texts(path):
    with open(path, encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return records[0]["lang"], [record["text"] for record in records]


def measure(peer, path):
    """MB/s of one peer, run inside its environment. It starts with a text that is not counted."""
    lang, documents = texts(path)
    read = READERS[peer](lang)
    read(documents[0])
    spent, size, found = 0.0, 0, 0
    for text in documents[1:]:
        start = time.perf_counter()
        found += len(read(text))
        spent += time.perf_counter() - start
        size += len(text.encode())
        if spent > SECONDS:
            break
    if not found:
        sys.exit("found no figure")
    print(size / spent / 1e6)


def pinned(command):
    return ["taskset", "-c", "0", *command] if shutil.which("taskset") else command


def run(command):
    """The last line that a command prints, or `None` with the last line of its complaint."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = (done.stdout if done.returncode == 0 else done.stderr).strip().splitlines() or [f"exit {done.returncode}"]
    return (lines[-1], None) if done.returncode == 0 else (None, lines[-1])


def install(peer, venvs):
    """The interpreter of the peer's environment, or `None` with the reason."""
    home = venvs / peer
    python = home / "bin" / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
    _, error = run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PEERS[peer]])
    return (None, f"not installed with Python {sys.version.split()[0]}: {error}") if error else (python, None)


def report(ours, venvs, files):
    print("| text | reader | MB/s | ours is faster by |")
    print("| --- | --- | ---: | ---: |")
    pythons = {peer: install(peer, venvs) for peer in PEERS}
    for path in files:
        lang, _ = texts(path)
        speed, error = run(pinned([ours, path]))
        if error:
            sys.exit(f"{ours}: {error}")
        print(f"| {lang} | tallysheet-extract | {float(speed):.2f} | |", flush=True)
        for peer, (python, reason) in pythons.items():
            if lang not in LANGUAGES[peer]:
                continue
            peer_speed = None
            if python:
                peer_speed, reason = run(pinned([str(python), __file__, "--peer", peer, path]))
            cells = f"{float(peer_speed):.4f} | {float(speed) / float(peer_speed):.0f}" if peer_speed else f"{reason} |"
            print(f"| {lang} | {' '.join(PEERS[peer][:1])} | {cells} |", flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--ours", help="the example `throughput`, built for release")
    arguments.add_argument("--venvs", type=Path, help="where the environments are kept")
    arguments.add_argument("--peer", choices=PEERS, help=argparse.SUPPRESS)
    arguments.add_argument("files", nargs="+")
    args = arguments.parse_args()
    if args.peer:
        measure(args.peer, args.files[0])
    elif args.ours and args.venvs:
        report(args.ours, args.venvs, args.files)
    else:
        arguments.error("--ours and --venvs are needed")


if __name__ == "__main__":
    main()
