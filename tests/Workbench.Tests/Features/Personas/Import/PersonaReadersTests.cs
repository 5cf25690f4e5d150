using Workbench.Features.Personas.Import;
using Workbench.Methods.Personas;
using Workbench.Testing.Surroundings;
using Xunit;

namespace Workbench.Tests.Features.Personas.Import;

public sealed class PersonaReadersTests
{
    private static readonly Persona Huda = new()
    {
        Name = "Huda",
        Items =
        [
            new() { Field = "age", Text = "44" }, new() { Field = "place", Text = "عمّان; \"old\" town" }, new() { Field = "preferences", Text = "Short." },
            new() { Field = "preferences", Text = "No lists, please." }, new() { Field = "documents", Text = "One line.\nAnother line.", Title = "Rain", Date = new DateOnly(2026, 3, 2) },
        ],
    };

    [Theory]
    [InlineData("a.jsonl", "{\"name\":\"A\",\"persona\":\"Likes tea.\"}", "personas-jsonl")]
    [InlineData("a.jsonl", "\uFEFF\n{\"persona\":\"A beekeeper\"}", "personahub")]
    [InlineData("a.csv", "Name,age\nA,3", "personas-csv")]
    [InlineData("a.txt", "place;\"name\"\nRome;A", "personas-csv")]
    [InlineData("a.csv", "id,age\n1,3", null)]
    [InlineData("a.jsonl", "{\"text\":\"A prompt\"}", null)]
    [InlineData("a.jsonl", "", null)]
    public void Guess_ByContent_FindsTheFormat(string name, string text, string? expected) => Assert.Equal(expected, PersonaReaders.Guess(name, text)?.Name);

    [Fact]
    public void Jsonl_GoodAndBadLines_AreToldApartByLineAndField()
    {
        var file = PersonaReaders.Find("personas-jsonl")!.Read(
            "{\"name\":\"A\"}\r\n\r\n{\"name\":\"B\",\"age\":\"old\"}\n{\"age\":5}\n{broken\n{\"name\":\"C\",\"uid\":7}\n{\"name\":\"D\",\"documents\":[{\"title\":\"T\"}]}");

        Assert.Equal([(1, "A"), (6, "C")], file.Personas.Select(p => (p.Line, p.Persona.Name)));
        Assert.Equal(
            [(3, "age: 'old' is not a whole number."), (4, "name: a persona needs a name."), (7, "documents[0]: an entry needs a \"text\"")],
            file.Problems.Where(p => p.Line != 5).Select(p => (p.Line, p.Message)));
        Assert.StartsWith("b.jsonl, line 5: not valid JSON at byte 2", file.Problems.Single(p => p.Line == 5).In("b.jsonl"), StringComparison.Ordinal);
        Assert.Equal([("uid", 1)], file.UnknownFields());
    }

    [Fact]
    public void Jsonl_WrittenByTheExport_ReadsTheSame()
    {
        var file = PersonaReaders.Find("personas-jsonl")!.Read(PersonaJson.Write(Huda) + "\n");

        Assert.Empty(file.Problems);
        Assert.Equal(Huda.Items, Assert.Single(file.Personas).Persona.Items);
    }

    [Theory]
    [InlineData("A 71-year-old retired nurse from Italy, volunteering in hospice care", "71-year-old retired nurse from Italy")]
    [InlineData("a 35-year-old chef from Beijing who is passionate about cooking", "35-year-old chef from Beijing")]
    [InlineData("Someone with so many words before any stop it has nobody reads", "Someone with so many words before any stop…")]
    [InlineData("一位退休教师，教书法", "一位退休教师")]
    [InlineData("The", "The")]
    [InlineData(", x", "Persona")]
    public void PersonaHub_Name_IsMadeFromTheFirstWords(string sentence, string expected) => Assert.Equal(expected, PersonaHubReader.NameFrom(sentence));

    [Fact]
    public void PersonaHub_Sentence_StaysTheDescriptionAndNothingIsInvented()
    {
        var file = PersonaReaders.Find("personahub")!.Read("{\"persona\":\"A 71-year-old nurse from Italy\",\"general domain\":\"Nursing\"}\n{\"persona\":\"\"}");

        var persona = Assert.Single(file.Personas).Persona;
        Assert.Equal([new PersonaItem { Field = "description", Text = "A 71-year-old nurse from Italy" }], persona.Items);
        Assert.Equal("\"Nursing\"", persona.Unknown["general domain"]);
        Assert.Equal("x, line 2: persona: the sentence is missing", Assert.Single(file.Problems).In("x"));
    }

    [Fact]
    public async Task PersonaHub_ThePersonaGymFile_ImportsWhole()
    {
        var text = await File.ReadAllTextAsync(SharedData.Require("personagym", "personas-50.jsonl"), TestContext.Current.CancellationToken);

        var reader = PersonaReaders.Guess("personas-50.jsonl", text);
        var file = reader!.Read(text);

        Assert.Equal("personahub", reader.Name);
        Assert.Equal(50, file.Personas.Count);
        Assert.Empty(file.Problems);
        Assert.All(file.Personas, p => Assert.Equal(["description"], p.Persona.Items.Select(i => i.Field)));
        Assert.All(file.Personas, p => Assert.InRange(p.Persona.Name.Length, 3, PersonaSchema.MaxNameLength));
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public void Csv_Quoted_ReadsEveryKindOfField(char delimiter)
    {
        var documents = "[{\"title\":\"Rain\",\"date\":\"2026-03-02\",\"text\":\"One line.\\nAnother line.\"}]";
        string[] header = ["Name", "age", "location", "preferences", "documents", "shoe size"];
        string[] row = ["Huda", "44", "عمّان; \"old\" town", "Short.\nNo lists, please.", documents, "38"];
        var text = "\uFEFF" + string.Join(delimiter, header) + "\r\n" + string.Join(delimiter, row.Select(c => '"' + c.Replace("\"", "\"\"", StringComparison.Ordinal) + '"')) + "\r\n";

        var file = PersonaReaders.Find("personas-csv")!.Read(text);

        Assert.Empty(file.Problems);
        Assert.Equal(Huda.Items, Assert.Single(file.Personas).Persona.Items);
        Assert.Equal("\"38\"", file.Personas[0].Persona.Unknown["shoe size"]);
    }

    [Fact]
    public void Csv_BadRows_AreNamedByTheLineTheyBeginOn()
    {
        var file = PersonaReaders.Find("personas-csv")!.Read(
            "name,age,documents,pairwise\nA,3,\"One\ntext\nover lines\",\nB,old,,\nC,3,[oops,\nD,3,,x\nE,1,2,3,4\n,5,,\nF,6,A text.,\n");

        Assert.Equal([(2, "A"), (10, "F")], file.Personas.Select(p => (p.Line, p.Persona.Name)));
        Assert.Equal("One\ntext\nover lines", file.Personas[0].Persona.Value("documents"));
        Assert.Equal(
        [
            (5, "age: 'old' is not a whole number."), (6, "documents: begins with '[' but is not a JSON list"),
            (7, "pairwise: write a JSON list of {\"prompt\", \"chosen\", \"rejected\"}"), (8, "5 cells under 4 columns"), (9, "name: a persona needs a name."),
        ], file.Problems.Select(p => (p.Line, p.Message)));
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("id,age\n1,2", "there is no column 'name'")]
    [InlineData("name,place,city\nA,B,C", "two columns are 'place'")]
    [InlineData("name,Name\nA,B", "two columns are 'name'")]
    public void Csv_UnusableHeader_SaysWhy(string text, string expected)
    {
        var file = PersonaReaders.Find("personas-csv")!.Read(text);

        Assert.Empty(file.Personas);
        Assert.Equal((1, expected), (file.Problems[0].Line, file.Problems[0].Message));
    }

    [Theory]
    [InlineData("personas-jsonl")]
    [InlineData("personahub")]
    [InlineData("personas-csv")]
    public void EveryReader_OnRubbish_ReportsAndNeverThrows(string format)
    {
        foreach (var text in new[] { "", "\0\0", "name", "name\n\"", "name,age\nA\"B\"C,3\nD,4", "{", "[{\"name\":\"A\"}]", "{\"name\":\"A\"", new string('x', 100_000) })
        {
            var file = PersonaReaders.Find(format)!.Read(text);
            Assert.True(file.Problems.Count > 0, $"{format} found nothing wrong in '{text[..Math.Min(20, text.Length)]}'");
        }
    }
}
