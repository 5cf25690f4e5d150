using System.Text.Json.Nodes;
using Workbench.Testing.Surroundings;
using Xunit;

namespace Workbench.Tests.Commands;

/// <summary>Every judgments file of the team's data, with its counts taken from the text by other means.</summary>
public sealed class AnalyzeSharedDataTests
{
    [Fact]
    public async Task Analyze_LlmfaoCrowd_CountsAsTheFileSays()
    {
        var path = SharedData.Require("llmfao", "crowd-comparisons-200pairs.csv");
        string[][] rows = [.. File.ReadLines(path).Skip(1).Select(line => line.Split(','))]; // id,prompt,model_x,model_y,worker,winner,left,right
        var run = await CommandRun.OfAsync("analyze", path, "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(rows.Length, (int)run.Json["counts"]!["judgments"]!);
        Assert.Equal(rows.Select(row => row[4]).Distinct().Count(), (int)run.Json["counts"]!["raters_human"]!);
        Assert.Equal(rows.Select(row => row[0]).Distinct().Count(), (int)run.Json["counts"]!["items"]!);
        foreach (var (name, system) in run.Criterion["systems"]!.AsObject())
        {
            var wins = rows.Count(row => (row[5] == "left" && row[6] == name) || (row[5] == "right" && row[7] == name));
            var losses = rows.Count(row => (row[5] == "right" && row[6] == name) || (row[5] == "left" && row[7] == name));
            var ties = rows.Count(row => row[5] == "tie" && (row[6] == name || row[7] == name));
            Assert.Equal((wins, losses, ties), ((int)system!["wins"]!, (int)system["losses"]!, (int)system["ties"]!));
            Assert.Equal((wins + (ties / 2.0)) / (wins + losses + ties), (double)system["win_rate"]!, 1e-12);
        }

        var decisive = rows.Count(row => row[5] != "tie");
        Assert.Equal(decisive, (int)run.Criterion["position"]!["n"]!);
        Assert.Equal((double)rows.Count(row => row[5] == "left") / decisive, (double)run.Criterion["position"]!["left_share_of_decisive"]!, 1e-12);
        var majority = Majority(rows.Select(row => (row[0], row[5])));
        foreach (var word in new[] { "left", "right", "tie", "none" })
            Assert.Equal(majority[word], (int)run.Criterion["agreement"]!["majority"]![word]!);
    }

    [Theory]
    [InlineData("gpt3", 117, 53, 30)] // cut -d, -f5 | sort | uniq -c
    [InlineData("gpt4", 79, 113, 8)]
    public async Task Analyze_LlmfaoJudges_CountsAsTheFileSays(string judge, int left, int right, int ties)
    {
        var run = await CommandRun.OfAsync("analyze", SharedData.Require("llmfao", $"{judge}-comparisons-200pairs.csv"), "--json");
        Assert.Equal(1, (int)run.Json["counts"]!["raters_model"]!);
        Assert.Equal(200, (int)run.Criterion["model_raters"]![judge]!["n"]!);
        Assert.Equal((double)left / (left + right), (double)run.Criterion["position"]!["left_share_of_decisive"]!, 1e-12);
        var systems = run.Criterion["systems"]!.AsObject().Select(entry => entry.Value!).ToList();
        Assert.Equal(left + right, systems.Sum(system => (int)system["wins"]!));
        Assert.Equal(2 * ties, systems.Sum(system => (int)system["ties"]!));
    }

    [Fact]
    public async Task Analyze_LlmfaoTogether_ComparesTheJudgeWithTheCrowd()
    {
        var crowd = SharedData.Require("llmfao", "crowd-comparisons-200pairs.csv");
        var gpt4 = SharedData.Require("llmfao", "gpt4-comparisons-200pairs.csv");
        var run = await CommandRun.OfAsync("analyze", crowd, gpt4, "--json", "--only", "versus_majority,versus_votes");
        var judge = run.Criterion["model_raters"]!["gpt4"]!;
        var votes = File.ReadLines(crowd).Skip(1).Select(line => line.Split(',')).ToLookup(row => row[0], row => row[5]);
        var verdicts = File.ReadLines(gpt4).Skip(1).Select(line => line.Split(',')).ToDictionary(row => row[0], row => row[4]);
        var agreed = verdicts.Where(entry => TopOf(votes[entry.Key]) != "none").Select(entry => TopOf(votes[entry.Key]) == entry.Value).ToList();
        Assert.Equal(agreed.Count, (int)judge["versus_majority"]!["n"]!);
        Assert.Equal(agreed.Average(same => same ? 1.0 : 0), (double)judge["versus_majority"]!["agreement"]!, 1e-12);
        var pairs = verdicts.SelectMany(entry => votes[entry.Key].Select(vote => (Judge: entry.Value, Vote: vote))).ToList();
        Assert.Equal(pairs.Average(pair => pair.Judge == pair.Vote ? 1.0 : 0), (double)judge["versus_votes"]!["with_ties"]!, 1e-12);
        Assert.Equal(pairs.Where(pair => pair.Judge != "tie" && pair.Vote != "tie").Average(pair => pair.Judge == pair.Vote ? 1.0 : 0), (double)judge["versus_votes"]!["without_ties"]!, 1e-12);
    }

    [Fact]
    public async Task Analyze_UkpConvArg_ReadsAnyTableByMap()
    {
        var path = SharedData.Require("ukpconvarg1", "judgments-one-topic.tsv");
        string[][] rows = [.. File.ReadLines(path).Skip(1).Select(line => line.Split('\t'))]; // topic,pair_id,worker,value,…
        var run = await CommandRun.OfAsync("analyze", path, "--map", "item=pair_id,rater=worker,choice=value", "--json");
        Assert.Equal(2474, (int)run.Json["counts"]!["judgments"]!);
        Assert.Equal(rows.Select(row => row[2]).Distinct().Count(), (int)run.Json["counts"]!["raters_human"]!);
        var majority = Majority(rows.Select(row => (row[1], row[3] switch { "a1" => "left", "a2" => "right", _ => "tie" })));
        foreach (var word in new[] { "left", "right", "tie", "none" })
            Assert.Equal(majority[word], (int)run.Criterion["agreement"]!["majority"]![word]!);
        Assert.Equal(1020 / 2036.0, (double)run.Criterion["position"]!["left_share_of_decisive"]!, 1e-12);
    }

    [Fact]
    public async Task Analyze_Pandalm_ReadsPeopleAndJudges()
    {
        string[] files = [SharedData.Require("pandalm", "testset-first100.json"), SharedData.Require("pandalm", "pandalm-7b-first100.json"), SharedData.Require("pandalm", "gpt-3.5-turbo-first100.json")];
        var run = await CommandRun.OfAsync(["analyze", .. files, "--json"]);
        Assert.Equal((500, 100, 3, 2), ((int)run.Json["counts"]!["judgments"]!, (int)run.Json["counts"]!["items"]!, (int)run.Json["counts"]!["raters_human"]!, (int)run.Json["counts"]!["raters_model"]!));
        var items = JsonNode.Parse(await File.ReadAllTextAsync(files[0]))!.AsArray();
        var judge = JsonNode.Parse(await File.ReadAllTextAsync(files[1]))!.AsArray();
        var same = 0;
        for (var i = 0; i < 100; i++)
        {
            var top = Enumerable.Range(1, 3).Select(a => (int)items[i]![$"annotator{a}"]!).GroupBy(vote => vote).MaxBy(group => group.Count())!;
            same += top.Key == (int)judge[i]!["pandalm_result"]! ? 1 : 0;
        }

        Assert.Equal(same / 100.0, (double)run.Criterion["model_raters"]!["pandalm"]!["versus_majority"]!["agreement"]!, 1e-12);
        // grep annotator | sort | uniq -c: 1 is chosen 44 + 43 + 45 times, 2 is chosen 53 + 52 + 52, 0 is chosen 3 + 5 + 3.
        var people = run.Criterion["by_rater_kind"]!["human"]!["systems"]!.AsObject().Select(entry => entry.Value!).ToList();
        Assert.Equal(44 + 43 + 45 + 53 + 52 + 52, people.Sum(system => (int)system["wins"]!));
        Assert.Equal(2 * (3 + 5 + 3), people.Sum(system => (int)system["ties"]!));
        Assert.Equal(3, run.Criterion["agreement"]!["cohen_kappa"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("food", "choice=winner")]
    [InlineData("simple", "choice=winner")]
    public async Task Analyze_Evalica_MatchesItsGoldenScores(string name, string map)
    {
        var run = await CommandRun.OfAsync("analyze", SharedData.Require("evalica", $"{name}.csv"), "--map", map, "--json");
        foreach (var row in (await File.ReadAllLinesAsync(SharedData.Require("evalica", $"{name}-golden.csv"))).Skip(1).Select(line => line.Split(',')))
        {
            var golden = double.Parse(row[2], System.Globalization.CultureInfo.InvariantCulture);
            var system = run.Criterion["systems"]![row[1]]!;
            if (row[0] == "bradley_terry")
                Assert.Equal(golden, (double)system["bradley_terry"]!["share"]!, 1e-5);
            else if (row[0] == "elo")
                Assert.Equal(golden, (double)system["elo"]!["rating"]!, 1e-5);
            else if (row[0] == "counting")
                Assert.Equal(golden, (int)system["wins"]! + ((int)system["ties"]! / 2.0), 1e-9);
        }
    }

    private static Dictionary<string, int> Majority(IEnumerable<(string Item, string Choice)> votes)
    {
        var counts = new Dictionary<string, int> { ["left"] = 0, ["right"] = 0, ["tie"] = 0, ["none"] = 0 };
        foreach (var item in votes.ToLookup(vote => vote.Item, vote => vote.Choice))
            counts[TopOf(item)]++;
        return counts;
    }

    private static string TopOf(IEnumerable<string> choices)
    {
        var groups = choices.GroupBy(choice => choice).OrderByDescending(group => group.Count()).ToList();
        return groups.Count > 1 && groups[0].Count() == groups[1].Count() ? "none" : groups[0].Key;
    }
}
