using Microsoft.Playwright;
using Workbench.BrowserTests.Annotation;
using Workbench.BrowserTests.Browsing;
using Xunit;

namespace Workbench.BrowserTests.Journeys;

/// <summary>What a new user does with the sample data alone: no key, no server, from personas to a dataset.</summary>
public sealed class WithoutAModelTests(BrowserFixture browser) : BrowserTest(browser)
{
    private static readonly string[] Personas = ["Halina Wrzosek", "Neema Shekiondo", "Huda Sarraf", "Tetsuo Sugawara"];
    private static readonly string[] Prompts = ["A friend borrowed money", "Explain how end-to-end"];

    /// <summary>What is said of each pair in turn; "known" prefers the answer that knows the person, "other" the other.</summary>
    private static readonly string[] Plan = ["known", "known", "tie", "skip", "other", "known", "both_bad", "known"];

    private readonly RecordedTexts _texts = RecordedTexts.Read();

    [Fact]
    public async Task MainJob_WithTheSampleDataAlone_WorksFromPersonasToDataset()
    {
        var program = await StartProgramAsync();
        var session = await OpenAsync(program);
        await DescribePersonaAsync(session);
        await AddPromptsAsync(session);
        var study = await DesignAndGenerateAsync(session);
        await ReadAsync(session, study);
        var judged = await JudgeAsync(session, study);
        await AssertResultsAsync(session, study, judged);
        await AssertFilesAsync(session, study, judged);
        await AssertNothingIsInventedAsync(session);
    }

    /// <summary>Step 1: a persona with attributes, a style note and two texts; edited, deleted, brought back.</summary>
    private static async Task DescribePersonaAsync(PageSession session)
    {
        await session.GoAsync("");
        await session.Page.GetByRole(AriaRole.Navigation, new() { Name = "Places" }).GetByRole(AriaRole.Link, new() { Name = "Personas" }).ClickAsync();
        await Assertions.Expect(session.Page.GetByRole(AriaRole.Link, new() { Name = "Halina Wrzosek" })).ToBeVisibleAsync();
        await session.DescribePersonaAsync(
            "Ingrid Solheim",
            new Dictionary<string, string>
            {
                ["age"] = "44",
                ["place"] = "Tromsø, Norway",
                ["occupation"] = "Harbour pilot",
                ["style_note"] = "Dry, short, never a metaphor about the sea.",
            },
            "The fog came in at four. I went out at five. That is the whole story.",
            "Dear board, the second buoy is still where the first one should be.");
        await Assertions.Expect(session.Page.GetByText("never a metaphor about the sea")).ToBeVisibleAsync();
        await Assertions.Expect(session.Page.GetByText("the second buoy is still where")).ToBeVisibleAsync();

        await session.Page.GetByRole(AriaRole.Link, new() { Name = "Edit" }).ClickAsync();
        await session.FillAsync("place/0/text", "Hammerfest, Norway");
        await session.SavePersonaAsync();
        await Assertions.Expect(session.Page.GetByText("Hammerfest, Norway")).ToBeVisibleAsync();
        await Assertions.Expect(session.Page.GetByText("Version 2, changed")).ToBeVisibleAsync();

        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await session.ExpectAddressAsync("/personas");
        var row = session.Page.GetByRole(AriaRole.Row, new() { Name = "Ingrid Solheim" });
        await Assertions.Expect(row).ToHaveCountAsync(0);
        await session.UndoAsync();
        await Assertions.Expect(row).ToHaveCountAsync(1);
    }

    /// <summary>Step 2.</summary>
    private static async Task AddPromptsAsync(PageSession session)
    {
        await session.GoAsync("prompts");
        await session.WritePromptAsync("Which knot holds when the rope is wet and my hands are cold?", "advice");
        await Assertions.Expect(session.Page.GetByText("Which knot holds when the rope is wet")).ToBeVisibleAsync();
        await session.PastePromptsAsync("quick facts", "How deep is a fathom?", "How fast is a knot?");
        await Assertions.Expect(session.Page.GetByText("How deep is a fathom?")).ToBeVisibleAsync();
    }

    /// <summary>Steps 3 and 4: the guided flow, the exact messages, what can be answered, launch, the end.</summary>
    private static async Task<Guid> DesignAndGenerateAsync(PageSession session)
    {
        var study = await session.DesignAsync("Does it help four people?", Personas, Prompts);
        // 4 personas × 2 prompts × 2 conditions; the answer for nobody in particular is asked once a prompt.
        await Assertions.Expect(session.Fact("Outputs")).ToContainTextAsync("16");
        await Assertions.Expect(session.Fact("Calls")).ToContainTextAsync("10");
        await Assertions.Expect(session.Fact("Tokens to read")).ToContainTextAsync("about");
        await Assertions.Expect(session.Page.GetByText("can answer 10 of these 10 calls")).ToBeVisibleAsync();
        var known = session.Page.Locator("[data-condition-preview]").Nth(1);
        await Assertions.Expect(known).ToContainTextAsync("Bell founder");
        await session.Page.GetByLabel("Persona", new() { Exact = true }).SelectOptionAsync("Huda Sarraf");
        await Assertions.Expect(known).ToContainTextAsync("Huda Sarraf");
        await Assertions.Expect(session.Page.Locator("[data-condition-preview]").First).Not.ToContainTextAsync("Huda");

        await session.LaunchAsync();
        await session.ExpectDoneAsync("16 of 16 done");
        return study;
    }

    /// <summary>Step 5.</summary>
    private static async Task ReadAsync(PageSession session, Guid study)
    {
        await session.Page.GetByRole(AriaRole.Link, new() { Name = "Read the outputs" }).ClickAsync();
        var cell = session.Page.Locator(".cell").First;
        await Assertions.Expect(cell.Locator("article")).ToHaveCountAsync(2);
        await Assertions.Expect(cell.Locator("article strong").First).ToBeVisibleAsync();
        await cell.GetByRole(AriaRole.Button, new() { Name = "Show what differs" }).ClickAsync();
        await Assertions.Expect(cell.Locator("ins").First).ToBeVisibleAsync();
        await Assertions.Expect(cell.Locator("del").First).ToBeVisibleAsync();
        await session.Page.Locator("details.made summary").Nth(1).ClickAsync();
        await Assertions.Expect(cell.Locator("pre.message").Filter(new() { HasText = "Bell founder" })).ToBeVisibleAsync();
        Assert.Contains(study.ToString(), session.Page.Url, StringComparison.Ordinal);
    }

    /// <summary>Step 6: by keys; the first answer is undone once, one pair is skipped.</summary>
    private async Task<List<JudgedPair>> JudgeAsync(PageSession session, Guid study)
    {
        await session.BeginJudgingAsync(study);
        var judged = new List<JudgedPair>();
        foreach (var (position, verdict) in Plan.Index())
        {
            Assert.Equal($"{position + 1} of {Plan.Length}", await session.CountAsync());
            var pair = await session.SeenPairAsync();
            var knownIsLeft = _texts.IsPersonalized(pair.Left);
            Assert.NotEqual(knownIsLeft, _texts.IsPersonalized(pair.Right));
            if (position == 0)
            {
                await session.PressAsync("t", "Enter");
                await session.PressAsync("u");
                Assert.Equal(pair, await session.SeenPairAsync());
            }

            if (verdict == "skip")
                await session.SkipAsync("I do not know the language");
            else
                await session.PressAsync(Key(verdict, knownIsLeft), "Enter");
            judged.Add(new(pair, verdict, knownIsLeft));
        }

        await Assertions.Expect(session.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("That was all. Thank you.");
        Assert.Equal(Plan.Length, judged.Select(j => (j.Pair.Persona, j.Pair.Prompt)).Distinct().Count());
        return judged;
    }

    /// <summary>Step 7: 4 wins, 2 ties (both bad is one) and 1 loss in 7 are (4 + 2 · ½) / 7 = 71 %, decisive 4 / 5 = 80 %.</summary>
    private static async Task AssertResultsAsync(PageSession session, Guid study, List<JudgedPair> judged)
    {
        await session.GoAsync($"studies/{study}/results");
        var answer = session.Page.Locator("[data-answer='does-it-help']");
        await Assertions.Expect(answer.Locator(".answer-sentence")).ToContainTextAsync("People preferred the personalized answer in 71 % of 7 judgments");
        await Assertions.Expect(answer.GetByRole(AriaRole.Row, new() { Name = "Ties count half" })).ToContainTextAsync("71 %");
        await Assertions.Expect(answer.GetByRole(AriaRole.Row, new() { Name = "Decisive only" })).ToContainTextAsync("80 %");
        await Assertions.Expect(answer.GetByRole(AriaRole.Row, new() { Name = "Unscored" })).ToContainTextAsync("1");
        await Assertions.Expect(answer.Locator(".main-svg").First).ToBeVisibleAsync();
        var byPersona = session.Page.Locator("[data-answer='whom-does-it-help']");
        await Assertions.Expect(byPersona.Locator(".main-svg").First).ToBeVisibleAsync();
        foreach (var persona in judged.GroupBy(j => j.Pair.Persona))
        {
            var (won, tied, lost) = (persona.Count(j => j.Verdict == "known"), persona.Count(j => j.Verdict is "tie" or "both_bad"), persona.Count(j => j.Verdict == "other"));
            var row = byPersona.GetByRole(AriaRole.Row, new() { Name = persona.Key });
            await Assertions.Expect(row).ToContainTextAsync($"{won} · {tied} · {lost}");
            await Assertions.Expect(row).ToContainTextAsync(FormattableString.Invariant($"{100 * (won + (0.5 * tied)) / (won + tied + lost):0} %"));
        }
    }

    /// <summary>Step 8: the files say what was judged, pair by pair.</summary>
    private async Task AssertFilesAsync(PageSession session, Guid study, List<JudgedPair> judged)
    {
        await session.GoAsync($"studies/{study}/data");
        var rows = await session.DownloadJsonAsync("judgments-jsonl");
        var names = rows.SelectMany(row => new[] { row.Text("left")!, row.Text("right")! }).Distinct().ToList();
        Assert.Equal(2, names.Count);
        Assert.Equal(judged.Count, rows.Count);
        foreach (var (pair, verdict, knownIsLeft) in judged)
        {
            var row = Assert.Single(rows, row => row.Text("persona") == pair.Persona
                && row.Text("prompt_category") == (pair.Prompt.StartsWith("A friend", StringComparison.Ordinal) ? "advice" : "explanation"));
            var key = Key(verdict, knownIsLeft);
            Assert.Equal(key switch { "a" => "left", "b" => "right", "t" => "tie", "x" => "both_bad", _ => null }, row.Text("choice"));
            Assert.Equal(verdict switch { "known" => row.Text(knownIsLeft ? "left" : "right"), "other" => row.Text(knownIsLeft ? "right" : "left"), "skip" => null, _ => verdict }, row.Text("resolved"));
            Assert.Equal(("overall", "human", "third_party"), (row.Text("criterion"), row.Text("rater_kind"), row.Text("perspective")));
            Assert.Equal(verdict == "skip" ? "I do not know the language" : null, row.Text("skip_reason"));
            Assert.True(verdict == "skip" || row.GetProperty("seconds").GetDouble() >= 0);
        }

        var table = await session.DownloadAsync("judgments-csv");
        Assert.Equal(judged.Count + 1, table.Length);
        var choice = table[0].Split(',').IndexOf("choice");
        Assert.Equal(rows.Select(row => row.Text("choice") ?? "").Order(), table[1..].Select(line => line.Split(',')[choice]).Order());

        var pairs = await session.DownloadJsonAsync("trl-preference");
        Assert.Equal(judged.Count(j => j.Verdict is "known" or "other"), pairs.Count);
        Assert.All(pairs, pair => Assert.Equal(["prompt", "chosen", "rejected"], pair.EnumerateObject().Select(field => field.Name)));
        Assert.Equal(judged.Count(j => j.Verdict == "known"), pairs.Count(pair => _texts.IsPersonalized(pair.Text("chosen")!)));
        Assert.All(pairs, pair => Assert.NotEqual(_texts.IsPersonalized(pair.Text("chosen")!), _texts.IsPersonalized(pair.Text("rejected")!)));
    }

    /// <summary>The recorded model knows nothing of the new persona: it says so before launch, and fails instead of inventing.</summary>
    private static async Task AssertNothingIsInventedAsync(PageSession session)
    {
        await session.DesignAsync("With somebody new", ["Ingrid Solheim", "Halina Wrzosek"], ["A friend borrowed money"]);
        await Assertions.Expect(session.Page.GetByText("can answer 2 of these 3 calls")).ToBeVisibleAsync();
        await Assertions.Expect(session.Page.Locator(".check-step")).ToContainTextAsync("no text is invented");
        await session.LaunchAsync();
        await session.ExpectDoneAsync("3 of 4 done", "1 failed");
        await Assertions.Expect(session.Page.Locator("main")).ToContainTextAsync("no model is connected", new() { IgnoreCase = true });
    }

    private static string Key(string verdict, bool knownIsLeft) => verdict switch
    {
        "known" => knownIsLeft ? "a" : "b",
        "other" => knownIsLeft ? "b" : "a",
        "tie" => "t",
        "both_bad" => "x",
        _ => "s",
    };

    private sealed record JudgedPair(SeenPair Pair, string Verdict, bool KnownIsLeft);
}
