using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Workbench.Features.Datasets;
using Workbench.Methods.Judgments;

namespace Workbench.Commands.Analyze;

/// <summary><c>analyze FILE…</c>: every statistic that applies to judgments in files, without a database.</summary>
public sealed class AnalyzeVerb : IWorkbenchVerb
{
    private const int MostReplicates = 100_000;
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Argument<string[]> _files = new("FILE") { Arity = ArgumentArity.OneOrMore, Description = "Judgments; - is standard input; several files are taken together." };
    private readonly Option<string?> _format = new("--format") { Description = "Name of the format; recognised by its beginning where not given." };
    private readonly Option<string?> _map = new("--map") { Description = "Renamed columns: left=model_x,right=model_y,choice=winner,rater=worker" };
    private readonly Option<string[]> _only = new("--only") { Description = "Compute just these keys.", AllowMultipleArgumentsPerToken = false };
    private readonly Option<bool> _json = new("--json") { Description = "JSON instead of text." };
    private readonly Option<long> _seed = new("--seed") { DefaultValueFactory = _ => 1, Description = "Seed of everything random." };
    private readonly Option<string> _orders = new("--orders") { DefaultValueFactory = _ => "conservative", Description = "How several lines of one rater on one item become one: conservative, average or first." };
    private readonly Option<double> _epsilon = new("--epsilon") { DefaultValueFactory = _ => 0.2, Description = "Margin of the alternative-annotator test." };
    private readonly Option<double> _eloK = new("--elo-k") { DefaultValueFactory = _ => 4, Description = "Step of Elo." };
    private readonly Option<string> _cluster = new("--cluster") { DefaultValueFactory = _ => "auto", Description = $"What is taken together in the intervals of win rates and Bradley–Terry: {Names(MethodNames.Clusters)}." };
    private readonly Option<string?> _interval = new("--interval") { Description = $"Interval of win rates: {Names(MethodNames.Intervals)}. The last four are for wins and losses only, judgments taken as independent." };
    private readonly Option<string> _ties = new("--ties") { DefaultValueFactory = _ => "half", Description = $"What a tie means in Bradley–Terry: {Names(MethodNames.Ties)}." };
    private readonly Option<int> _replicates = new("--bt-replicates") { Description = "Replicates of a cluster bootstrap for the intervals of Bradley–Terry; the sandwich where not given." };
    private readonly Option<string> _adjust = new("--adjust") { DefaultValueFactory = _ => "holm", Description = $"How the p-values of several criteria, or of a judge's gap by persona, are adjusted: {Names(MethodNames.Adjustments)}." };
    private readonly Option<string?> _baseline = new("--baseline") { Description = "The condition that stands for the generic answer in personas and cold_start; found by its name (generic, none, plain, baseline …) where not given." };
    private readonly Option<string[]> _families = new("--judge-families")
    {
        Description = "For self_preference: which systems are a judge's own, e.g. judge-a=model-1+model-2,judge-b=model-3. A system that bears the judge's own name is always its own.",
        AllowMultipleArgumentsPerToken = false,
    };
    private readonly Option<string?> _labels = new("--labels") { Description = "Write the truth model's soft labels to this file (JSON Lines)." };

    public Command Build(TextWriter output, TextWriter error)
    {
        var command = new Command("analyze", "Every statistic that applies to a judgments file.") { _files, _format, _map, _only, _json, _seed, _orders, _cluster, _interval, _ties, _replicates, _adjust, _epsilon, _eloK, _baseline, _families, _labels };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = OptionsOf(parsed);
            OutputFile.Check("--labels", options.LabelsFile, parsed.GetValue(_files)!);
            var map = MapOf(parsed.GetValue(_map));
            var builder = new JudgmentSetBuilder();
            foreach (var file in parsed.GetValue(_files)!)
                Read(file, parsed.GetValue(_format), map, builder);
            var set = builder.Build();
            if (set.Count == 0)
                await error.WriteLineAsync("no judgment in the input".AsMemory(), cancellationToken);
            Check(set, options);
            using var labels = OutputFile.Open("--labels", options.LabelsFile);
            var report = JudgmentReport.Of(set, options, labels?.Stream);
            labels?.Complete();
            if (parsed.GetValue(_json))
                await output.WriteLineAsync(report.ToJsonString(Json).AsMemory(), cancellationToken);
            else
                ReportText.Write(output, report);
            return 0;
        });
        return command;
    }

    /// <summary>Pours one file into the builder, in the named format or the one that its beginning shows.</summary>
    internal static void Read(string file, string? format, FieldMap map, JudgmentSink sink)
    {
        using var stream = Open(file);
        var name = file == "-" ? "standard input" : file;
        var reader = ReaderOf(format, map, stream.Head);
        if (map.Sources.Count > 0 && !reader.TakesMap)
            throw new CommandFailedException($"--map does not apply to the format {reader.Name}");
        reader.Read(stream, name, map, sink);
    }

    private static IJudgmentReader ReaderOf(string? format, FieldMap map, ReadOnlySpan<byte> head)
    {
        if (format is not null)
        {
            return DatasetFormats.FindJudgmentReader(format)
                ?? throw new CommandFailedException($"--format: '{format}' holds no judgments; there are {string.Join(", ", DatasetFormats.JudgmentReaders.Select(reader => reader.Name).Order(StringComparer.Ordinal))}");
        }

        foreach (var reader in DatasetFormats.JudgmentReaders)
        {
            if ((map.Sources.Count == 0 || reader.TakesMap) && reader.Recognises(head))
                return reader;
        }

        throw new CommandFailedException("the format is not recognised; name it with --format");
    }

    private static PeekStream Open(string file)
    {
        try
        {
            return DatasetInput.Open(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{file}: {(e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message)}");
        }
    }

    private static FieldMap MapOf(string? text)
    {
        try
        {
            return FieldMap.Parse(text);
        }
        catch (FormatException e)
        {
            throw new CommandFailedException($"--map: {e.Message}");
        }
    }

    /// <summary>Names on the command line must occur in the input: a misspelt one would quietly change the answer.</summary>
    private static void Check(JudgmentSet set, ReportOptions options)
    {
        if (options.Baseline is { } baseline && set.FindSystem(baseline) < 0)
            throw new CommandFailedException($"--baseline: no system '{baseline}' in the input");
        foreach (var (judge, systems) in options.JudgeFamilies)
        {
            if (!set.Raters.Contains(judge))
                throw new CommandFailedException($"--judge-families: no rater '{judge}' in the input");
            if (systems.FirstOrDefault(system => set.FindSystem(system) < 0) is { } unknown)
                throw new CommandFailedException($"--judge-families: no system '{unknown}' in the input");
        }
    }

    private static Dictionary<string, IReadOnlyList<string>> FamiliesOf(string text)
    {
        const StringSplitOptions trimmed = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        var families = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var part in text.Split(',', trimmed))
        {
            var sides = part.Split('=', 2, trimmed);
            if (sides.Length < 2 || !families.TryAdd(sides[0], sides[1].Split('+', trimmed)))
                throw new CommandFailedException($"--judge-families: '{part}' is no family, or its judge comes twice; write judge=system+system,judge=system");
        }

        return families;
    }

    private static string Names<T>(IReadOnlyDictionary<string, T> names) => string.Join(", ", names.Keys);

    private ReportOptions OptionsOf(ParseResult parsed) => new()
    {
        Cluster = MethodNames.Parse(MethodNames.Clusters, "--cluster", parsed.GetValue(_cluster)!),
        Interval = parsed.GetValue(_interval) is { } interval ? MethodNames.Parse(MethodNames.Intervals, "--interval", interval) : null,
        Ties = MethodNames.Parse(MethodNames.Ties, "--ties", parsed.GetValue(_ties)!),
        RankingReplicates = parsed.GetValue(_replicates) is var replicates and >= 0 and <= MostReplicates
            ? replicates
            : throw new CommandFailedException($"--bt-replicates: {parsed.GetValue(_replicates)} is not possible; it lies from 0 to {MostReplicates}"),
        Adjust = MethodNames.Parse(MethodNames.Adjustments, "--adjust", parsed.GetValue(_adjust)!),
        Seed = parsed.GetValue(_seed),
        Epsilon = parsed.GetValue(_epsilon),
        EloK = parsed.GetValue(_eloK),
        LabelsFile = parsed.GetValue(_labels),
        Baseline = parsed.GetValue(_baseline),
        JudgeFamilies = FamiliesOf(string.Join(',', parsed.GetValue(_families) ?? [])),
        Only = ReportKeys.Parse(string.Join(',', parsed.GetValue(_only) ?? [])),
        Orders = parsed.GetValue(_orders) switch
        {
            "conservative" => OrderRule.Conservative,
            "average" => OrderRule.Average,
            "first" => OrderRule.First,
            var other => throw new CommandFailedException($"--orders: '{other}' is no rule; use conservative, average or first"),
        },
    };
}
