using System.Text.Json;
using CsCheck;
using Workbench.Methods.Personas;
using Xunit;

namespace Workbench.Methods.Tests.Personas;

public sealed class PersonaJsonTests
{
    [Fact]
    public void Write_ThenRead_GivesTheSamePersona() => RandomPersonas.Any.Sample(persona =>
    {
        var normalized = persona.Normalized();
        var line = PersonaJson.Write(normalized);
        var back = PersonaJson.Read(line);

        Assert.DoesNotContain('\n', line);
        Assert.Equal(normalized.Name, back.Name);
        Assert.Equal(normalized.Items, back.Items);
        Assert.Equal(normalized.Unknown, back.Unknown);
        Assert.Equal(line, PersonaJson.Write(back));
    });

    [Fact]
    public void Normalized_Twice_IsTheSame() => RandomPersonas.Any.Sample(persona =>
    {
        var once = persona.Normalized();
        Assert.Equal(once.Items, once.Normalized().Items);
        Assert.Equal(once.Name, once.Normalized().Name);
    });

    [Fact]
    public void Write_OtherScripts_StayReadable()
    {
        var line = PersonaJson.Write(new Persona { Name = "هدى", Items = [new() { Field = "place", Text = "Nowy Wiśnicz 日本" }] });

        Assert.Equal("""{"name":"هدى","place":"Nowy Wiśnicz 日本"}""", line);
    }

    [Fact]
    public void Read_FriendlyShapes_AreUnderstood()
    {
        var persona = PersonaJson.Read("""
            {"name":" Ada ","Age":"036","hobbies":["chess","rain"],"texts":"One text.","preferences":"Short.","interactions":[{"text":"Asked.","date":"2026-03-02T10:00:00Z"}],
             "pairwise":[{"prompt":"Tea?","chosen":"Yes.","rejected":"No."}],"education":null}
            """.ReplaceLineEndings(" "));

        Assert.Equal("Ada", persona.Name);
        Assert.Equal(["age=36", "interests=chess, rain", "preferences=Short.", "documents=One text.", "interactions=Asked.", "pairwise=Yes."],
            persona.Items.Select(i => $"{i.Field}={i.Text}"));
        Assert.Equal(new DateOnly(2026, 3, 2), persona.Items[4].Date);
        Assert.Equal(("Tea?", "No."), (persona.Items[5].Title, persona.Items[5].Rejected));
        Assert.Empty(persona.Problems());
    }

    [Fact]
    public void Read_UnknownFields_AreKeptOnOneLine()
    {
        var persona = PersonaJson.Read("{\"name\":\"A\",\"job_title\":{\n\"x\": 1.50},\"documents\":[{\"text\":\"T\",\"url\":\"u\"}],\"location\":\"Rome\",\"city\":\"Ostia\"}");

        Assert.Equal("""{"name":"A","place":"Rome","documents":[{"text":"T","url":"u"}],"city":"Ostia","job_title":{"x":1.50}}""", PersonaJson.Write(persona));
    }

    [Theory]
    [InlineData("{\"name\":", "not valid JSON at byte")]
    [InlineData("[]", "a persona is a JSON object, not a list")]
    [InlineData("{\"name\":5}", "name: expected text, found a number")]
    [InlineData("{\"name\":\"A\",\"place\":{}}", "place: expected text, found an object")]
    [InlineData("{\"name\":\"A\",\"preferences\":[true]}", "preferences[0]: expected text, found true or false")]
    [InlineData("{\"name\":\"A\",\"documents\":[\"one\",{\"title\":\"T\"}]}", "documents[1]: an entry needs a \"text\"")]
    [InlineData("{\"name\":\"A\",\"documents\":[{\"text\":\"T\",\"title\":5}]}", "documents[0].title: expected text, found a number")]
    [InlineData("{\"name\":\"A\",\"documents\":[{\"text\":\"T\",\"date\":\"2 March\"}]}", "documents[0].date: '2 March' is not a date like 2026-03-02")]
    public void Read_WrongShape_NamesTheField(string line, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<FormatException>(() => PersonaJson.Read(line)).Message, StringComparison.Ordinal);

    [Fact]
    public void Write_IsOneJsonObject() => RandomPersonas.Any.Sample(persona =>
    {
        using var document = JsonDocument.Parse(PersonaJson.Write(persona.Normalized()));
        Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
    });
}
