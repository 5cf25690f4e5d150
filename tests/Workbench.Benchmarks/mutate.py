"""A mutation run over folders of Workbench.Methods: every operator changed, one at a time, and the tests called on it.

usage: mutate.py COPY [--folders Statistics,Text] [--sample SHARE] [--seed N] [--again VERDICT] [--cores 1]

COPY is a scratch copy of the repository in which tests/Workbench.Benchmarks and tests/Workbench.Methods.Tests were built, with a `shared`
folder above it as the tests want it: its sources are changed. The benchmark program writes all mutants into the copy at once, each behind a
switch (Mutation/MutantWriter.cs), and the library is built once. A second program (Mutation/MutantRun.cs) runs every test without a mutant to see
which mutants it reaches, then turns on one mutant after the other and calls the tests that reach it until one fails. Everything runs with the
lowest priority on the given number of cores.

COPY/mutants.verdicts has one line a mutant: number, verdict, the test that failed, seconds. It is appended to and the last line of a mutant
holds: a run that was stopped goes on where it was. `--again survived` tries those again that survived, after tests were added (copy them in and
build the tests first). The mutants come in a seeded order in which every stretch has its share of every folder.
Verdicts: killed, survived, timeout (an endless loop, stopped), crashed (the process died), unreached (no test comes by), invalid (does not compile).
"""
import argparse
import collections
import os
import pathlib
import random
import shutil
import subprocess

parser = argparse.ArgumentParser()
parser.add_argument("copy", type=pathlib.Path)
parser.add_argument("--folders", default="Statistics")
parser.add_argument("--sample", type=float, default=1, help="share of the mutants of each folder, drawn with the seed")
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--again", help="run those again whose last verdict is this one")
parser.add_argument("--cores", type=int, default=1)
options = parser.parse_args()
COPY = options.copy.resolve()
PROGRAM = COPY / "tests/Workbench.Benchmarks/bin/Debug/net10.0/Workbench.Benchmarks.dll"
VERDICTS = COPY / "mutants.verdicts"
PLAIN = ["-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:GenerateDocumentationFile=false", "-p:Optimize=true"]


def run(*command):
    cores = ",".join(map(str, sorted(os.sched_getaffinity(0))[-options.cores :]))
    settings = {"MUTATION_COPY": str(COPY), "MUTATION_FOLDERS": options.folders, "DOTNET_GCHeapHardLimit": "0x60000000"}
    return subprocess.run(["nice", "-n", "19", "taskset", "-c", cores, *map(str, command)], cwd=COPY, env=os.environ | settings).returncode


def read_verdicts():
    lines = VERDICTS.read_text().split("\n") if VERDICTS.exists() else []
    return {fields[0]: fields[1] for fields in (line.split("\t") for line in lines) if len(fields) > 1 and fields[1]}


def drawn(mutants):
    """The sample of every folder, mixed so that every stretch of the run has its share of each."""
    folders = collections.defaultdict(list)
    for mutant in mutants:
        folders[pathlib.Path(mutant[2]).parent].append(mutant)
    placed = []
    for folder, members in sorted(folders.items()):
        order = random.Random(f"{options.seed} {folder}").sample(members, max(1, round(options.sample * len(members))))
        placed += [(rank / len(order), str(folder), mutant) for rank, mutant in enumerate(order)]
    return [mutant for _, _, mutant in sorted(placed)]


if not (COPY / "mutants.tsv").exists():
    assert run("dotnet", PROGRAM, "mutants") == 0
    assert run("dotnet", "build", "src/Workbench.Methods", "-v", "quiet", "--no-restore", *PLAIN) == 0, "the switched sources do not compile"
library = COPY / "src/Workbench.Methods/bin/Debug/net10.0/Workbench.Methods.dll"
shutil.copy(library, PROGRAM.parent)
mutants = [line.split("\t") for line in (COPY / "mutants.tsv").read_text().splitlines()]
chosen = [mutant[0] for mutant in drawn(mutants) if mutant[1] != "invalid"]
before = read_verdicts()
todo = [number for number in chosen if before.get(number) == options.again]
while todo:
    (COPY / "mutants.todo").write_text("\n".join(todo) + "\n")
    written = VERDICTS.stat().st_size if VERDICTS.exists() else 0
    code = run("dotnet", PROGRAM, "mutant-run")
    lines = VERDICTS.read_text()[written:].split("\n") if VERDICTS.exists() else [""]
    assert code == 0 or lines != [""], "the run does not start"
    if lines[-1].strip():  # the process died on this one
        with VERDICTS.open("a") as verdicts:
            verdicts.write("crashed\n")
    finished = {line.split("\t")[0] for line in lines}
    todo = [number for number in todo if number not in finished]
verdicts = read_verdicts() | {mutant[0]: "invalid" for mutant in mutants if mutant[1] == "invalid"}
tally = collections.defaultdict(collections.Counter)
for mutant in mutants:
    tally[str(pathlib.Path(mutant[2]).parent)][verdicts.get(mutant[0], "not run")] += 1
for folder, counts in sorted(tally.items()):
    print(folder, dict(counts))
for mutant in mutants:
    if verdicts.get(mutant[0]) in ("survived", "unreached"):
        print(verdicts[mutant[0]], f"{mutant[2]}:{mutant[3]}:{mutant[4]}", mutant[5], " → ", mutant[6], sep="\t")
