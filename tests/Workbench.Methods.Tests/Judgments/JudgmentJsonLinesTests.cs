using System.Text;
using Workbench.Methods.Judgments;
using Xunit;

namespace Workbench.Methods.Tests.Judgments;

public sealed class JudgmentJsonLinesTests
{
    private const string Full = """{"item":"i1","left":"generic","right":"persona \"Ø\" 猫","choice":"both_bad","strength":2,"criterion":"fit","rater":"r1","rater_kind":"model","persona":"p1","prompt":"q1","perspective":"third_party","certainty":81.5,"order":"BA","rationale":"line\nbreak","seconds":12.25,"created_at":"2026-02-03T04:05:06.789Z","x_custom":{"a":[1,2]},"study":"s"}""";

    [Fact]
    public void Read_EveryField_KeepsItAndTheUnknownOnes()
    {
        var judgment = Assert.Single(JudgmentReading.LineRecords("\uFEFF" + Full + "\r\n\n"));
        Assert.Equal(("i1", "generic", "persona \"Ø\" 猫", Choice.BothBad), (judgment.Item, judgment.Left, judgment.Right, judgment.Choice));
        Assert.Equal((2, "fit", "r1", RaterKind.Model), (judgment.Strength, judgment.Criterion, judgment.Rater, judgment.RaterKind));
        Assert.Equal(("p1", "q1", Perspective.ThirdParty, 81.5), (judgment.Persona, judgment.Prompt, judgment.Perspective, judgment.Certainty));
        Assert.Equal(("BA", "line\nbreak", 12.25), (judgment.Order, judgment.Rationale, judgment.Seconds));
        Assert.Equal(new DateTimeOffset(2026, 2, 3, 4, 5, 6, 789, TimeSpan.Zero), judgment.CreatedAt);
        Assert.Equal("""{"a":[1,2]}""", judgment.Extra["x_custom"].GetRawText());
    }

    [Fact]
    public void Write_WhatWasRead_IsTheSameText()
    {
        using var stream = new MemoryStream();
        JudgmentJsonLines.Write(stream, JudgmentReading.LineRecords(Full));
        Assert.Equal(Full + "\n", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Theory]
    [InlineData("""{"item":"a","left":"x","right":"y","choice":null}""", Choice.None)]
    [InlineData("""{"item":"a","left":"x","right":"y"}""", Choice.None)]
    [InlineData("""{"item":"a","left":"x","right":"y","choice":"model_b"}""", Choice.Right)]
    [InlineData("""{"item":7,"left":"x","right":"y","choice":1}""", Choice.Left)]
    [InlineData("""{"item":7,"left":"x","right":"y","choice":"tie (bothbad)"}""", Choice.BothBad)]
    public void Read_Choices_AreUnderstood(string line, Choice expected)
    {
        var set = JudgmentReading.Lines(line);
        Assert.Equal(expected, set.Choice[0]);
        Assert.Equal(expected != Choice.None, set.IsScored(0));
    }

    [Fact]
    public void Read_Ratings_TellNumbersFromLabels()
    {
        var set = JudgmentReading.Lines("""
            {"item":"a","value":4}
            {"item":"a","value":"4"}
            {"item":"a","value":null}
            """);
        Assert.Equal(4, set.Value[0]);
        Assert.Equal("4", set.Labels[set.Label[1]]);
        Assert.Equal([true, true, false], [set.IsScored(0), set.IsScored(1), set.IsScored(2)]);
    }

    [Theory]
    [InlineData("""{"left":"x"}""", "votes.jsonl, line 2, field 'item': is required and missing")]
    [InlineData("""{"item":"a","choice":"maybe"}""", "votes.jsonl, line 2, field 'choice': 'maybe' is no choice; use left, right, tie, both_bad or leave it empty")]
    [InlineData("""{"item":"a","strength":4}""", "votes.jsonl, line 2, field 'strength': '4' is no strength; use 1, 2 or 3")]
    [InlineData("""{"item":["a"]}""", "votes.jsonl, line 2, field 'item': must be text or a number")]
    [InlineData("""{"item":"a","perspective":"mine"}""", "votes.jsonl, line 2, field 'perspective': 'mine' is no perspective; use self, role_play, third_party or impersonal")]
    [InlineData("""{"item":"a","rater_kind":"robot"}""", "votes.jsonl, line 2, field 'rater_kind': 'robot' is no kind of rater; use human or model")]
    [InlineData("""{"item":"a","certainty":101}""", "votes.jsonl, line 2, field 'certainty': '101' is no certainty; use a number from 0 to 100")]
    [InlineData("""{"item":"a","created_at":"yesterday"}""", "votes.jsonl, line 2, field 'created_at': 'yesterday' is no ISO 8601 time")]
    [InlineData("[1]", "votes.jsonl, line 2: a judgment is a JSON object")]
    public void Read_BadLine_NamesFileLineAndField(string line, string message)
    {
        var error = Assert.Throws<JudgmentFormatException>(() => JudgmentReading.Lines("""{"item":"a","choice":"tie"}""" + "\n" + line));
        Assert.Equal(message, error.Message);
    }

    [Theory]
    [InlineData("""{"item":"a",""")]
    [InlineData("""{"item":"a"} {"item":"b"}""")]
    [InlineData("plain text")]
    public void Read_NoJson_NamesFileAndLine(string line)
    {
        var error = Assert.Throws<JudgmentFormatException>(() => JudgmentReading.Lines("\n\n" + line));
        Assert.StartsWith("votes.jsonl, line 3: no valid JSON", error.Message, StringComparison.Ordinal);
    }
}
