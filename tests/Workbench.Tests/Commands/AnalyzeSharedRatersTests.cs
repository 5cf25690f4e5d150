using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Testing.Surroundings;
using Xunit;

namespace Workbench.Tests.Commands;

/// <summary>Annotators and biases on the team's data, with the numbers taken from the text by other means.</summary>
public sealed class AnalyzeSharedRatersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static string[][] Crowd() => [.. File.ReadLines(SharedData.Require("llmfao", "crowd-comparisons-200pairs.csv")).Skip(1).Select(line => line.Split(','))]; // id,prompt,model_x,model_y,worker,winner,left,right

    private static string[][] Gpt4() => [.. File.ReadLines(SharedData.Require("llmfao", "gpt4-comparisons-200pairs.csv")).Skip(1).Select(line => line.Split(','))]; // id,prompt,model_x,model_y,winner,left,right

    [Fact]
    public async Task Annotators_LlmfaoCrowd_AreCountedAsTheFileSays()
    {
        var rows = Crowd();
        var run = await CommandRun.OfAsync("analyze", SharedData.Require("llmfao", "crowd-comparisons-200pairs.csv"), "--json", "--only", "annotators");
        var raters = run.Criterion["annotators"]!["raters"]!.AsObject();
        Assert.Equal(rows.Select(row => row[4]).Distinct().Count(), raters.Count);
        foreach (var worker in rows.GroupBy(row => row[4]))
        {
            var line = raters[worker.Key]!;
            Assert.Equal(worker.Count(), (int)line["n"]!);
            var decisive = worker.Count(row => row[5] != "tie");
            Assert.Equal(decisive, (int)line["left_share_n"]!);
            if (decisive > 0)
                Assert.Equal((double)worker.Count(row => row[5] == "left") / decisive, (double)line["left_share"]!, 1e-12);
            var others = worker.SelectMany(row => rows.Where(other => other[0] == row[0] && other[4] != row[4]).Select(other => other[5] == row[5])).ToList();
            Assert.Equal(others.Count, (int)line["agreement_with_rest_n"]!);
            if (others.Count > 0)
                Assert.Equal(others.Average(same => same ? 1.0 : 0), (double)line["agreement_with_rest"]!, 1e-12);
        }

        Assert.Equal(825 / 200.0, (double)run.Criterion["annotators"]!["votes_per_item"]!, 1e-12);
    }

    [Fact]
    public async Task Icc_UkpConvArg_IsThatOfAPlainAnalysisOfVariance()
    {
        var path = SharedData.Require("ukpconvarg1", "judgments-one-topic.tsv");
        var run = await CommandRun.OfAsync("analyze", path, "--map", "item=pair_id,rater=worker,choice=value", "--json", "--only", "annotators");
        var items = File.ReadLines(path).Skip(1).Select(line => line.Split('\t')).GroupBy(row => row[1])
            .Select(item => item.Select(row => row[3] switch { "a1" => 1.0, "a2" => 0, _ => 0.5 }).ToArray()).ToArray();
        int n = items.Sum(item => item.Length), k = items.Length;
        var mean = items.Sum(item => item.Sum()) / n;
        var between = items.Sum(item => item.Length * Math.Pow(item.Average() - mean, 2)) / (k - 1);
        var within = items.Sum(item => item.Sum(x => Math.Pow(x - item.Average(), 2))) / (n - k);
        var size = (n - (items.Sum(item => (double)item.Length * item.Length) / n)) / (k - 1);
        var icc = (between - within) / (between + ((size - 1) * within));
        Assert.Equal(icc, (double)run.Criterion["annotators"]!["icc"]!["value"]!, 1e-9);
        Assert.Equal(1 + (((double)n / k) - 1) * icc, (double)run.Criterion["annotators"]!["design_effect"]!, 1e-9);
        Assert.Equal(608, (int)run.Criterion["annotators"]!["n"]!);
    }

    [Fact]
    public async Task TieRateAndGap_LlmfaoGpt4_AreThoseOfTheFiles()
    {
        var run = await CommandRun.OfAsync(
            "analyze", SharedData.Require("llmfao", "crowd-comparisons-200pairs.csv"), SharedData.Require("llmfao", "gpt4-comparisons-200pairs.csv"), "--json", "--only", "tie_rate,gap");
        var votes = Crowd().ToLookup(row => row[0], row => row[5]);
        var judge = run.Criterion["model_raters"]!["gpt4"]!;
        Assert.Equal(8 / 200.0, (double)judge["tie_rate"]!["judge"]!, 1e-12); // cut -d, -f5 | sort | uniq -c
        Assert.Equal(Gpt4().Average(row => votes[row[0]].Average(vote => vote == "tie" ? 1.0 : 0)), (double)judge["tie_rate"]!["people"]!, 1e-12);
        Assert.Equal(Gpt4().Average(row => Score(row[4]) - votes[row[0]].Average(Score)), (double)judge["gap"]!["value"]!, 1e-12);
    }

    [Fact]
    public async Task LengthBias_LlmfaoTexts_IsTheShareThatTheLongerTextWins()
    {
        var texts = File.ReadLines(SharedData.Require("llmfao", "pairs-200.jsonl")).Select(line => JsonNode.Parse(line)!).ToDictionary(pair => pair["id"]!.ToString(), pair => ((string)pair["result_x"]!, (string)pair["result_y"]!));
        var path = _folder.Combine("with-texts.jsonl");
        await File.WriteAllLinesAsync(
            path,
            Crowd().Select(row => Line(row[0], row[5], row[4], "human", row[6], row[7])).Concat(Gpt4().Select(row => Line(row[0], row[4], "gpt4", "model", row[5], row[6]))),
            TestContext.Current.CancellationToken);
        var run = await CommandRun.OfAsync("analyze", path, "--json", "--only", "length_bias,length_controlled_win_rate,covariates");
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        // Length is the number of words there, runs of letters and digits with their marks; here counted by an expression that says just that.
        static int Words(string text) => System.Text.RegularExpressions.Regex.Count(text, @"[\p{L}\p{Nd}\p{Nl}][\p{L}\p{Nd}\p{Nl}\p{M}]*");
        var byJudge = Gpt4().Select(row => (Difference: Words(texts[row[0]].Item1) - Words(texts[row[0]].Item2), Score: Score(row[4]))).Where(row => row.Difference != 0).ToList();
        Assert.Equal(byJudge.Average(row => row.Difference > 0 ? row.Score : 1 - row.Score), (double)run.Criterion["model_raters"]!["gpt4"]!["length_bias"]!["judge"]!["value"]!, 1e-9);
        Assert.Equal(byJudge.Count, (int)run.Criterion["model_raters"]!["gpt4"]!["length_bias"]!["judge"]!["n"]!);
        var human = run.Criterion["by_rater_kind"]!["human"]!["covariates"]!;
        Assert.Equal(825, (int)human["n"]!);
        foreach (var covariate in new[] { "side", "length", "markdown" })
            Assert.True((double)human[covariate]!["ci"]![0]! < (double)human[covariate]!["value"]!);
        Assert.All(run.Criterion["by_rater_kind"]!["human"]!["systems"]!.AsObject(), entry =>
            Assert.True(entry.Value!["length_controlled_win_rate"]!["value"] is null || (double)entry.Value["length_controlled_win_rate"]!["value"]! is > 0 and < 1));

        string Line(string item, string choice, string rater, string kind, string left, string right) =>
            JsonSerializer.Serialize(new { item, left, right, choice, rater, rater_kind = kind, left_text = texts[item].Item1, right_text = texts[item].Item2 });
    }

    private static double Score(string winner) => winner switch { "left" => 1, "right" => 0, _ => 0.5 };
}
