using Workbench.Methods.Judgments;
using Xunit;

namespace Workbench.Methods.Tests.Judgments;

public sealed class JudgmentTableTests
{
    [Fact]
    public void Read_QuotesLineEndsAndMark_AreUnderstood()
    {
        var rows = JudgmentReading.TableRecords("\uFEFFitem,left,right,choice,rationale,note\r\n\"a,1\",x,y,left,\"said \"\"yes\"\"\nand no\",\r\n\r\nb,x,y,,\"\",kept");
        Assert.Equal(2, rows.Count);
        Assert.Equal(("a,1", Choice.Left, "said \"yes\"\nand no"), (rows[0].Item, rows[0].Choice, rows[0].Rationale));
        Assert.Equal(("b", Choice.None, null), (rows[1].Item, rows[1].Choice, rows[1].Rationale));
        Assert.Equal("kept", rows[1].Extra["note"].GetString());
        Assert.Empty(rows[0].Extra);
    }

    [Fact]
    public void Read_Map_RenamesColumnsAndFreesTheirOwnName()
    {
        // The shape of UKPConvArg1: the verdict stands in a column that is itself called "value".
        var set = JudgmentReading.Table("pair_id\tworker\tvalue\np1\tw1\ta2\np1\tw2\tequal\n", "item=pair_id,rater=worker,choice=value", '\t');
        Assert.Equal([Choice.Right, Choice.Tie], set.Choice.ToArray());
        Assert.Equal(["w1", "w2"], set.Raters);
        Assert.True(double.IsNaN(set.Value[0]));
    }

    [Fact]
    public void Read_WithoutItemColumn_TakesEveryRowForAnItem()
    {
        var set = JudgmentReading.Table("left,right,winner\nPizza,Sushi,left\nPizza,Sushi,left\n", "choice=winner");
        Assert.Equal(["2", "3"], set.Items);
    }

    [Theory]
    [InlineData("item,choice\na,left,x\n", "", "votes.csv, line 2: the header has 2 columns, this row has 3")]
    [InlineData("item,choice\na,left\nb\n", "", "votes.csv, line 3: the header has 2 columns, this row has 1")]
    [InlineData("item,choice\n\"a\nb\",left\nc,huh\n", "", "votes.csv, line 4, field 'choice': 'huh' is no choice; use left, right, tie, both_bad or leave it empty")]
    [InlineData("item,winner\na,huh\n", "choice=winner", "votes.csv, line 2, field 'winner': 'huh' is no choice; use left, right, tie, both_bad or leave it empty")]
    [InlineData("item,choice\n,left\n", "", "votes.csv, line 2, field 'item': is required and empty")]
    [InlineData("item,winner\na,left\n", "", "votes.csv, line 1, field 'choice': the header has neither 'choice' nor 'value'; name the column of the verdict, e.g. --map choice=winner")]
    [InlineData("item,choice\na,left\n", "rater=worker", "votes.csv, line 1, field 'rater': the header has no column 'worker'")]
    [InlineData("item,choice,choice\na,left,left\n", "", "votes.csv, line 1, field 'choice': the column comes twice")]
    [InlineData("item,choice\na,\"left\n", "", "votes.csv, line 2: a quoted field is not closed")]
    public void Read_BadTable_NamesFileLineAndField(string text, string map, string message) =>
        Assert.Equal(message, Assert.Throws<JudgmentFormatException>(() => JudgmentReading.Table(text, map)).Message);

    [Theory]
    [InlineData("winner")]
    [InlineData("victor=winner")]
    [InlineData("left=a,left=b")]
    [InlineData("left=a,right=a")]
    public void Parse_BadMap_IsRefused(string map) => Assert.Throws<FormatException>(() => FieldMap.Parse(map));

    [Fact]
    public void Read_LongFile_NeedsNoWholeLineInOneRead()
    {
        var text = "item,left,right,choice,rationale\n" + string.Concat(Enumerable.Range(0, 300)
            .Select(i => $"i{i},x,y,{(i % 2 == 0 ? "left" : "right")},\"{new string('z', i * 37)}\"\n"));
        var rows = JudgmentReading.TableRecords(text);
        Assert.Equal(300, rows.Count);
        Assert.Equal(299 * 37, rows[299].Rationale!.Length);
    }

    [Theory]
    [InlineData(',')]
    [InlineData('\t')]
    public void Write_ThenRead_GivesTheSameJudgments(char delimiter)
    {
        Judgment[] judgments =
        [
            new() { Item = "a,\t\"1\"", Left = "x", Right = "y\n", Choice = Choice.Left, Strength = 3, Rater = "r", RaterKind = RaterKind.Model, Certainty = 12.5, CreatedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero) },
            new() { Item = "b", Value = JudgmentValue.Of(0.1), Criterion = "fit", Persona = "p", Prompt = "q", Perspective = Perspective.RolePlay },
        ];
        using var writer = new StringWriter();
        JudgmentTable.Write(writer, delimiter, judgments);
        var back = JudgmentReading.TableRecords(writer.ToString(), delimiter);
        Assert.Equal(judgments.Select(judgment => judgment with { Extra = back[0].Extra }), back.Select(judgment => judgment with { Extra = back[0].Extra }));
    }

    [Fact]
    public void Write_FieldNameThatASpreadsheetWouldRun_ComesBackAsItWas()
    {
        using var writer = new StringWriter();
        JudgmentTable.Write(writer, ',', [new() { Item = "a", Choice = Choice.Left, Extra = new Dictionary<string, System.Text.Json.JsonElement> { ["@type"] = System.Text.Json.JsonSerializer.SerializeToElement("x") } }]);
        Assert.Equal("x", Assert.Single(JudgmentReading.TableRecords(writer.ToString())).Extra["@type"].GetString());
    }

    [Fact]
    public void Read_CarriageReturnsAlone_AreRefusedAndNotReadAsAHeader() =>
        Assert.Contains("save it with line feeds", Assert.Throws<JudgmentFormatException>(() => JudgmentReading.Table("item,choice\r1,left\r2,right\r")).Message, StringComparison.Ordinal);

    [Fact]
    public void DelimiterOf_Headers_AreRecognised()
    {
        Assert.Equal('\t', JudgmentTable.DelimiterOf("a\tb,c\nd;e"u8));
        Assert.Equal(';', JudgmentTable.DelimiterOf("a;b\n1,2"u8));
        Assert.Equal(',', JudgmentTable.DelimiterOf("a"u8));
    }
}
