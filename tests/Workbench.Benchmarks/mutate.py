"""A small mutation run over Workbench.Methods/Statistics: one operator changed at a time, built, tested.

usage: mutate.py CHECKOUT COUNT [SEED] [FOLDER,FOLDER]    (a scratch copy of the repository: files are changed in place and restored)

Prints one line a mutant: killed, survived, or invalid (does not compile); then the score.
"""
import pathlib
import random
import re
import subprocess
import sys

ROOT = pathlib.Path(sys.argv[1])
COUNT = int(sys.argv[2])
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 1
FOLDERS = (sys.argv[4] if len(sys.argv) > 4 else "Proportions,Clustering,WinRates,Tests,Rankings").split(",")
SWAPS = [
    (r" < ", " <= "), (r" <= ", " < "), (r" > ", " >= "), (r" >= ", " > "), (r" == ", " != "), (r" != ", " == "),
    (r" \+ ", " - "), (r" - ", " + "), (r" \* ", " / "), (r" / ", " * "), (r" && ", " || "), (r" \|\| ", " && "),
    (r"\b0\.5\b", "0.25"), (r"\bMath\.Max\(", "Math.Min("), (r"\bMath\.Min\(", "Math.Max("), (r" \+= ", " -= "),
]
SDK = subprocess.run(["dotnet", "--list-sdks"], capture_output=True, text=True, check=True).stdout.split("\n")[0]
SDK = pathlib.Path(SDK[SDK.index("[") + 1 : SDK.index("]")]) / SDK.split()[0]
PACK = sorted((SDK.parent.parent / "packs/Microsoft.NETCore.App.Ref").glob("10.*"))[-1] / "ref/net10.0"
PROJECT = ROOT / "src/Workbench.Methods"
TESTS = ROOT / "tests/Workbench.Methods.Tests/bin/Debug/net10.0"
GENERATED = PROJECT / "obj/Debug/net10.0"
FILTER = [word for name in FOLDERS for word in ("-namespace", "Workbench.Methods.Tests.Statistics." + name)]


def compile_arguments():
    """The compiler called directly, without the build around it: some seconds a mutant."""
    sources = [path for path in PROJECT.rglob("*.cs") if "obj" not in path.parts and "bin" not in path.parts]
    sources += GENERATED.glob("*GlobalUsings.g.cs")
    sources += GENERATED.glob("*AssemblyInfo.cs")
    references = [*PACK.glob("*.dll"), *(path for path in TESTS.glob("*.dll") if path.name.startswith(("MathNet", "Microsoft.Extensions.AI")))]
    return [
        "nice", "dotnet", str(SDK / "Roslyn/bincore/csc.dll"), "-nologo", "-target:library", "-nullable:enable", "-langversion:latest", "-optimize-", "-nowarn:1591",
        f"-analyzer:{PACK.parent.parent / 'analyzers/dotnet/cs/System.Text.RegularExpressions.Generator.dll'}",
        f"-out:{TESTS / 'Workbench.Methods.dll'}", *(f"-r:{path}" for path in references), *map(str, sources),
    ]


def sites():
    for folder in FOLDERS:
        for path in sorted((ROOT / "src/Workbench.Methods/Statistics" / folder).glob("*.cs")):
            for number, line in enumerate(path.read_text().splitlines()):
                code = line.split("//")[0]
                if not code.strip() or '"' in code or "record " in code or "=>" in code and "class" in code:
                    continue
                for pattern, replacement in SWAPS:
                    for match in re.finditer(pattern, code):
                        yield path, number, match.span(), replacement


def run(command, seconds):
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return None


COMPILE = compile_arguments()
chosen = random.Random(SEED).sample(list(sites()), COUNT)
tally = {"killed": 0, "survived": 0, "invalid": 0}
for path, number, (start, end), replacement in chosen:
    original = path.read_text()
    lines = original.splitlines(keepends=True)
    before = lines[number].strip()
    lines[number] = lines[number][:start] + replacement + lines[number][end:]
    try:
        path.write_text("".join(lines))
        built = run(COMPILE, 180)
        if built is None or built.returncode != 0:
            verdict = "invalid"
        else:
            tested = run(["nice", str(TESTS / "Workbench.Methods.Tests"), *FILTER], 120)
            verdict = "survived" if tested is not None and tested.returncode == 0 else "killed"
    finally:
        path.write_text(original)
    tally[verdict] += 1
    name = path.relative_to(ROOT / "src/Workbench.Methods/Statistics")
    print(f"{verdict:9} {name}:{number + 1}  {before}  →  {lines[number].strip()}", flush=True)
print(tally)
