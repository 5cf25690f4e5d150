using System.Text.Json;
using Workbench.Methods.Judgments;
using Workbench.Methods.Text;
using Xunit;

namespace Workbench.Methods.Tests.Judgments;

public sealed class TextColumnsTests
{
    private const string Lines = """
        {"item":"1","left":"a","right":"b","choice":"left","rater":"r1","left_text":"Six words of plain text here","right_text":"# Title\n- one","persona_text":"Hobby: chess. Lives in Graz","prompt":"p"}
        {"item":"1","left":"b","right":"a","choice":"right","rater":"r2","left_text":"# Title\n- one","right_text":"Six words of plain text here","persona_text":"Hobby: chess. Lives in Graz","prompt":"p"}
        {"item":"2","left":"a","right":"b","choice":"tie","rater":"r1","left_length":120,"right_length":80,"persona_items":7}
        {"item":"3","left":"a","right":"b","choice":"tie","rater":"r1","left_length":120,"right_text":"two words"}
        {"item":"4","left":"a","right":"b","choice":"tie","rater":"r1"}
        """;

    [Fact]
    public void Read_LengthsAndTexts_AreNumbersBesideTheRows()
    {
        var set = JudgmentReading.Lines(Lines);
        Assert.True(set.HasLengths && set.HasTexts && set.HasMentions && set.HasPersonaItems);
        Assert.Equal([6, 2, 120, double.NaN, double.NaN], set.LeftLength.ToArray());
        Assert.Equal([2, 6, 80, double.NaN, double.NaN], set.RightLength.ToArray());
        // Two marks (a header, a list item) on two words: 2 / (2 + 1).
        Assert.Equal(2 / 3.0, set.RightMarkdown[0], 1e-12);
        Assert.Equal(0, set.LeftMarkdown[0]);
        Assert.Equal([0, 0, double.NaN, double.NaN, double.NaN], set.LeftMentions.ToArray());
        Assert.Equal([double.NaN, double.NaN, 7, double.NaN, double.NaN], set.PersonaItems.ToArray());
    }

    [Fact]
    public void Resolve_SidesSwapped_TextsFollowTheirSystems()
    {
        var resolved = JudgmentReading.Lines(Lines).Resolve();
        // r2 saw b at the left; in the item's own order a stands first again, with its six words.
        Assert.Equal([6, 6], resolved.LeftLength[..2].ToArray());
        Assert.Equal([2, 2], resolved.RightLength[..2].ToArray());
        Assert.Equal(resolved.RightMarkdown[0], resolved.RightMarkdown[1]);
    }

    [Fact]
    public void Read_Mentions_CountDistinctAttributesThatThePromptDoesNotName()
    {
        const string line = """{"item":"1","left":"a","right":"b","choice":"left","left_text":"As a chess player who lives in Graz, chess clubs may suit you.","right_text":"Try a club.","persona_text":"Hobby: chess. Lives in Graz","prompt":"PROMPT"}""";
        Assert.Equal(2, JudgmentReading.Lines(line).LeftMentions[0]);
        Assert.Equal(0, JudgmentReading.Lines(line).RightMentions[0]);
        Assert.Equal(1, JudgmentReading.Lines(line.Replace("PROMPT", "Where can I play chess?", StringComparison.Ordinal)).LeftMentions[0]);
    }

    [Fact]
    public void From_Records_GivesTheSameColumnsAsReading()
    {
        var read = JudgmentReading.Lines(Lines);
        var records = JudgmentReading.LineRecords(Lines);
        Assert.Equal("Six words of plain text here", records[0].Extra["left_text"].GetString());
        Assert.Equal(120, records[2].Extra["left_length"].GetDouble());
        var again = JudgmentSet.From(records);
        Assert.Equal(read.LeftLength.ToArray(), again.LeftLength.ToArray());
        Assert.Equal(read.RightMarkdown.ToArray(), again.RightMarkdown.ToArray());
        Assert.Equal(read.LeftMentions.ToArray(), again.LeftMentions.ToArray());
        Assert.Equal(read.PersonaItems.ToArray(), again.PersonaItems.ToArray());
    }

    [Fact]
    public void Read_WithoutAny_HasNone()
    {
        var set = JudgmentReading.Table("item,left,right,choice\n1,a,b,left\n");
        Assert.False(set.HasLengths || set.HasTexts || set.HasMentions || set.HasPersonaItems);
        Assert.True(double.IsNaN(set.LeftLength[0]));
    }

    [Theory]
    [InlineData("left_length", "long")]
    [InlineData("right_length", "-1")]
    [InlineData("persona_items", "many")]
    public void Read_NoNumber_NamesTheField(string field, string value)
    {
        var error = Assert.Throws<JudgmentFormatException>(() => JudgmentReading.Table($"item,left,right,choice,{field}\n1,a,b,left,{value}\n"));
        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
        Assert.Contains(field, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ConversationInPlaceOfAText_IsKeptAndNotCounted()
    {
        const string line = """{"item":"1","left":"a","right":"b","choice":"left","left_text":[{"role":"user"}],"right_text":"x"}""";
        Assert.False(JudgmentReading.Lines(line).HasLengths);
        Assert.Equal(JsonValueKind.Array, JudgmentReading.LineRecords(line)[0].Extra["left_text"].ValueKind);
    }

    [Fact]
    public void WithoutDuplicates_OtherTexts_AreNoRepeats()
    {
        const string lines = """
            {"item":"1","left":"a","right":"b","choice":"left","rater":"r","left_length":10,"right_length":5}
            {"item":"1","left":"a","right":"b","choice":"left","rater":"r","left_length":10,"right_length":5}
            {"item":"1","left":"a","right":"b","choice":"left","rater":"r","left_length":11,"right_length":5}
            """;
        Assert.Equal(2, JudgmentReading.Lines(lines).WithoutDuplicates().Count);
    }

    [Fact]
    public void Attributes_OfText_AreLinesSentencesAndParts() =>
        Assert.Equal(
            ["chess", "reading", "Lives in Graz", "I code in node.js", "has two dogs", "likes tea"],
            PersonaTextAttributes.Of("Hobbies: chess, reading\n- Lives in Graz. I code in node.js; has two dogs and likes tea\n\nLikes tea").Select(a => a.Value));
}
