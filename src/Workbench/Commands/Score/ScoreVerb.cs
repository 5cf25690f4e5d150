using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Commands.Analyze;
using Workbench.Methods.Metrics.Texts;
using Workbench.Methods.Text;

namespace Workbench.Commands.Score;

/// <summary><c>score FILE</c>: text metrics of hypotheses against references, per row, per system and per user.</summary>
public sealed class ScoreVerb : IWorkbenchVerb
{
    private const string KeyVariable = "Workbench__Embedding__Key";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Argument<string> _file = new("FILE") { Description = "Texts as JSON Lines (also .gz); - is standard input." };
    private readonly Option<bool> _json = new("--json") { Description = "JSON instead of text." };
    private readonly Option<string> _tokenizer = new("--tokenizer") { DefaultValueFactory = _ => "unicode", Description = "unicode or ascii (as the ROUGE script)." };
    private readonly Option<string> _distance = new("--distance") { DefaultValueFactory = _ => "rouge-l", Description = "rouge-l, meteor, jsd or embedding: what EGISES, PerSEval and responsiveness measure with." };
    private readonly Option<string?> _rows = new("--rows") { Description = "Write the rows' own scores to this file (JSON Lines)." };
    private readonly Option<long> _seed = new("--seed") { DefaultValueFactory = _ => 1, Description = "Seed of everything random." };
    private readonly Option<string?> _endpoint = new("--endpoint") { Description = $"Base address of an OpenAI-compatible server, for --distance embedding and --embed; its key in the environment as {KeyVariable}." };
    private readonly Option<bool> _embed = new("--embed") { Description = "Also: similarity of each text and its reference by embeddings, whole and word by word (BERTScore's arithmetic, not BERTScore)." };
    private readonly Option<string?> _model = new("--model") { Description = "Embedding model of that server." };

    public Command Build(TextWriter output, TextWriter error)
    {
        var command = new Command("score", "Text metrics of hypotheses against references.") { _file, _json, _tokenizer, _distance, _rows, _seed, _endpoint, _model, _embed };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = OptionsOf(parsed);
            var scorer = new TextScorer(options);
            // What would be refused is refused before a file is read or written.
            OutputFile.Check("--rows", parsed.GetValue(_rows), parsed.GetValue(_file)!);
            var distances = options.Distance == TextDistance.Embedding ? EndpointOf(parsed, "--distance embedding") : null;
            var similarities = parsed.GetValue(_embed) ? EndpointOf(parsed, "--embed") : null;
            await ReadAsync(parsed.GetValue(_file)!, parsed.GetValue(_rows), scorer, cancellationToken);
            var embedding = distances is null ? null : await distances.DistanceAsync(scorer.TextsToCompare(), cancellationToken);
            var systems = scorer.Systems.Order(StringComparer.Ordinal).Select(name => KeyValuePair.Create(name, scorer.Scores(name, embedding))).ToArray();
            var embedded = similarities is null ? new Dictionary<string, EmbeddingScores>() : await similarities.ScoresAsync(scorer, options, cancellationToken);
            if (systems.Length == 0)
                await error.WriteLineAsync("no text in the input".AsMemory(), cancellationToken);
            if (!parsed.GetValue(_json))
            {
                await ScoreTable.WriteAsync(output, systems, embedded, cancellationToken);
                return 0;
            }
            var report = new JsonObject
            {
                ["program"] = new JsonObject { ["version"] = JudgmentReport.Version, ["seed"] = options.Seed, ["confidence_level"] = options.Level },
                ["tokenizer"] = parsed.GetValue(_tokenizer),
                ["distance"] = parsed.GetValue(_distance),
                ["settings"] = new JsonObject { ["bleu"] = Bleu.Signature, ["chrf"] = Chrf.Signature, ["meteor"] = Meteor.Name },
                ["systems"] = ScoreReport.Of(systems, embedded),
            };
            await output.WriteLineAsync(report.ToJsonString(Indented).AsMemory(), cancellationToken);
            return 0;
        });
        return command;
    }

    private static async Task ReadAsync(string file, string? rowsFile, TextScorer scorer, CancellationToken cancellationToken)
    {
        using var written = OutputFile.Open("--rows", rowsFile);
        await using (var rows = written is null ? null : new StreamWriter(written.Stream, leaveOpen: true) { NewLine = "\n" })
        {
            await foreach (var row in TextRowReader.ReadAsync(file, cancellationToken))
            {
                var scores = scorer.Add(row);
                if (rows is not null)
                    await rows.WriteLineAsync(ScoreReport.Of(scores).ToJsonString(OneLine).AsMemory(), cancellationToken);
            }
        }

        written?.Complete();
    }

    private EmbeddingEndpoint EndpointOf(ParseResult parsed, string option) =>
        parsed.GetValue(_endpoint) is { } endpoint && parsed.GetValue(_model) is { } model
            ? new EmbeddingEndpoint(endpoint, model, Environment.GetEnvironmentVariable(KeyVariable))
            : throw new CommandFailedException($"{option} needs --endpoint and --model");

    private TextScoreOptions OptionsOf(ParseResult parsed) => new()
    {
        Seed = parsed.GetValue(_seed),
        KeepsReferences = parsed.GetValue(_embed),
        Tokenization = parsed.GetValue(_tokenizer) switch
        {
            "unicode" => Tokenization.Unicode,
            "ascii" => Tokenization.Ascii,
            var other => throw new CommandFailedException($"--tokenizer: '{other}' is none; use unicode or ascii"),
        },
        Distance = parsed.GetValue(_distance) switch
        {
            "rouge-l" => TextDistance.RougeL,
            "meteor" => TextDistance.Meteor,
            "jsd" => TextDistance.JensenShannon,
            "embedding" => TextDistance.Embedding,
            var other => throw new CommandFailedException($"--distance: '{other}' is none; use rouge-l, meteor, jsd or embedding"),
        },
    };
}
