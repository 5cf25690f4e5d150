using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Workbench.Methods.Statistics;

namespace Workbench.Benchmarks.Mutation;

/// <summary>
/// Turns on one mutant after the other in one warm process and calls the tests that reach it, the quickest first, until one
/// fails. <c>mutate.py</c> puts the switched library beside this program, says which mutants, and starts it again should one kill the process.
/// </summary>
internal static class MutantRun
{
    public const string Name = "mutant-run";

    /// <summary>Settings by environment: <c>MUTATION_COPY</c>; the numbers of the mutants stand in its <c>mutants.todo</c>, verdicts are appended to <c>mutants.verdicts</c>.</summary>
    public static void Run(TextWriter output)
    {
        var copy = Environment.GetEnvironmentVariable("MUTATION_COPY") ?? throw new InvalidOperationException("Set MUTATION_COPY.");
        var tests = TestCase.Of(Assembly.LoadFrom(Path.Combine(copy, "tests/Workbench.Methods.Tests/bin/Debug/net10.0/Workbench.Methods.Tests.dll"))).ToList();
        var quiet = Console.Out;
        Console.SetOut(TextWriter.Null);
        var switches = new Switches(typeof(Estimate).Assembly.GetType("Workbench.Methods.Mutant") ?? throw new InvalidOperationException("The library beside this program has no mutants."));
        var reached = Reach(tests, switches, output);
        using var verdicts = new StreamWriter(Path.Combine(copy, "mutants.verdicts"), append: true) { AutoFlush = true };
        foreach (var line in File.ReadAllLines(Path.Combine(copy, "mutants.todo")))
        {
            var mutant = int.Parse(line, CultureInfo.InvariantCulture);
            // The number first, the verdict after: where the process dies between, the last line tells whose fault it was.
            verdicts.Write($"{mutant}\t");
            verdicts.Flush();
            var clock = Stopwatch.StartNew();
            var (verdict, by) = Judge(switches, mutant, reached.Where(entry => entry.Mutants[mutant]).Select(entry => (entry.Test, entry.Seconds)).OrderBy(entry => entry.Seconds));
            verdicts.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{verdict}\t{by}\t{clock.Elapsed.TotalSeconds:0.0}"));
        }

        Console.SetOut(quiet);
    }

    /// <summary>Every test once without a mutant: which switches it comes by, and the processor time that it takes.</summary>
    private static List<(TestCase Test, bool[] Mutants, double Seconds)> Reach(List<TestCase> tests, Switches switches, TextWriter output)
    {
        var reached = new List<(TestCase, bool[], double)>();
        foreach (var test in tests)
        {
            switches.Watch(0);
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            if (test.Run() is { } failure)
                output.WriteLine($"left out, as it fails without a mutant: {test.Name}: {failure.Message}");
            else
                reached.Add((test, [.. switches.Reached], (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reached.Count} tests of {reached.Sum(entry => entry.Item3):0} s"));
        return reached;
    }

    private static (string Verdict, string By) Judge(Switches switches, int mutant, IEnumerable<(TestCase Test, double Seconds)> tests)
    {
        var verdict = "unreached";
        foreach (var (test, seconds) in tests)
        {
            switches.Watch(mutant);
            using var watch = Watchdog.After(3 + (20 * seconds), switches.Stop);
            if (test.Run() is not null)
                return (watch.Barked ? "timeout" : "killed", test.Name.Split('(')[0]);
            verdict = "survived";
        }

        return (verdict, "");
    }

    /// <summary>The public fields of the class that <see cref="MutantSwitch.Source"/> adds to the library.</summary>
    private sealed class Switches(Type type)
    {
        public bool[] Reached { get; } = (bool[])type.GetField("Reached")!.GetValue(null)!;

        public void Watch(int mutant)
        {
            Array.Clear(Reached);
            type.GetField("Active")!.SetValue(null, mutant);
            type.GetField("Stopped")!.SetValue(null, false);
            type.GetField("Watched")!.SetValue(null, true);
        }

        public void Stop() => type.GetField("Stopped")!.SetValue(null, true);
    }
}
