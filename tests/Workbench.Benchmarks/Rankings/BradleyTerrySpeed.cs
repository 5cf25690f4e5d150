using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.Rankings;

namespace Workbench.Benchmarks.Rankings;

/// <summary>
/// Bradley–Terry on a million comparisons from CSV: reading and fitting here and in numpy with scipy, run by run in turns;
/// then 1,000 cluster-bootstrap replicates here.
/// </summary>
internal static class BradleyTerrySpeed
{
    public const string Name = "bradley-terry-speed";

    private const int Runs = 5;

    public static void Run(TextWriter output)
    {
        var path = MillionComparisons.Path();
        output.WriteLine(FormattableString.Invariant($"{MillionComparisons.Rows:N0} comparisons, {MillionComparisons.Systems} systems, {new FileInfo(path).Length / 1e6:F0} MB of CSV, {Environment.ProcessorCount} cores; best of {Runs}, limits 1 s and 2 s"));
        double here = double.PositiveInfinity, cpu = double.PositiveInfinity, there = double.PositiveInfinity, reading = 0;
        string answer = "", other = "";
        JudgmentSet? set = null;
        for (var run = 0; run < Runs; run++)
        {
            var watch = Stopwatch.StartNew();
            var before = Environment.CpuUsage.TotalTime;
            set = Read(path);
            var read = watch.Elapsed.TotalSeconds;
            var ranking = BradleyTerry.Fit(PairCounts.From(set));
            if (watch.Elapsed.TotalSeconds < here)
                (here, reading) = (watch.Elapsed.TotalSeconds, read);
            cpu = Math.Min(cpu, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
            answer = FormattableString.Invariant($"{ranking.Find("model-0")!.LogStrength.Value:F6}");
            var (seconds, strength) = Python(path);
            there = Math.Min(there, seconds);
            other = strength;
        }

        output.WriteLine(FormattableString.Invariant($"here:          {here:F3} s (reading {reading:F3} s; {cpu:F3} s of processor time), log strength of model-0 {answer}"));
        output.WriteLine(FormattableString.Invariant($"numpy, scipy:  {there:F3} s, log strength of model-0 {other}"));
        output.WriteLine(FormattableString.Invariant($"ratio:         {there / here:F1}"));
        var best = double.PositiveInfinity;
        var processor = double.PositiveInfinity;
        for (var run = 0; run < 3; run++)
        {
            var watch = Stopwatch.StartNew();
            var before = Environment.CpuUsage.TotalTime;
            RankingBootstrap.Fit(set!, ClusterBy.Persona, replicates: 1000, seed: run);
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
            processor = Math.Min(processor, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }

        output.WriteLine(FormattableString.Invariant($"bootstrap:     {best:F3} s ({processor:F3} s of processor time) for 1,000 replicates by {MillionComparisons.Personas} personas"));
    }

    private static JudgmentSet Read(string path)
    {
        var builder = new JudgmentSetBuilder();
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        JudgmentTable.Read(stream, path, ',', FieldMap.None, builder);
        return builder.Build();
    }

    private static (double Seconds, string Strength) Python(string path)
    {
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", [Path.Combine(Here(), "bradley_terry.py"), path]) { RedirectStandardOutput = true })!;
        var words = process.StandardOutput.ReadToEnd().Split();
        process.WaitForExit();
        return words.Length > 1 ? (double.Parse(words[0], CultureInfo.InvariantCulture), words[1]) : (double.NaN, "(python3-numpy and python3-scipy are not installed)");
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
