using Workbench.Methods.Personalization;
using Workbench.Methods.Personas;
using Xunit;

namespace Workbench.Methods.Tests.Personas;

/// <summary>What every entry of the schema owes, so that a new field works everywhere by being written once.</summary>
public sealed class PersonaSchemaTests
{
    public static TheoryData<string> Keys { get; } = [.. PersonaSchema.Fields.Select(f => f.Key)];

    [Fact]
    public void Fields_KeysAndAliases_AreDistinctAndLeadToTheirField()
    {
        var names = PersonaSchema.Fields.SelectMany(f => f.Aliases.Append(f.Key).Select(n => (Name: n, f.Key))).ToList();

        Assert.Equal(names.Count, names.Select(n => n.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.DoesNotContain(names, n => n.Name == "name");
        Assert.All(names, n => Assert.Equal(n.Key, PersonaSchema.Find(n.Name.ToUpperInvariant().Replace('_', ' '))?.Key));
        Assert.Null(PersonaSchema.Find("shoe_size"));
    }

    [Theory, MemberData(nameof(Keys))]
    public void Field_Described_HasLabelHintAndLimits(string key)
    {
        var field = PersonaSchema.Get(key);

        Assert.Matches("^[a-z][a-z_]*$", field.Key);
        Assert.NotEmpty(field.Label);
        Assert.NotEmpty(field.Hint);
        Assert.InRange(field.MaxLength, 1, 16_000);
        Assert.Equal(field.IsSingle, field.MaxItems == 1);
    }

    [Theory, MemberData(nameof(Keys))]
    public void Field_Filled_RendersRoundTripsAndHasNoProblem(string key)
    {
        var field = PersonaSchema.Get(key);
        var persona = new Persona { Name = "Ada", Items = [.. Enumerable.Range(1, Math.Min(2, field.MaxItems)).Select(n => Filled(field, n))] };

        Assert.Empty(persona.Problems());
        Assert.Equal(persona.Items, PersonaJson.Read(PersonaJson.Write(persona)).Items);
        var (text, shown) = PersonaRendering.Render(persona, new HashSet<string> { key });
        Assert.Equal(persona.Identified().Select(i => i.Id), shown);
        Assert.Contains(field.Label, text, StringComparison.Ordinal);
        Assert.All(persona.Items, item => Assert.Contains(item.Text, text, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Keys))]
    public void Field_OverItsLimits_SaysSoAtTheField(string key)
    {
        var field = PersonaSchema.Get(key);
        var item = Filled(field, 1) with { Text = new string('9', field.MaxLength + 1) };
        var persona = new Persona { Name = "Ada", Items = [.. Enumerable.Repeat(item, field.MaxItems + 1)] };

        var problems = persona.Problems().ToList();

        Assert.All(problems, p => Assert.Equal(key, p.Field));
        Assert.Contains(problems, p => p.Entry is null && p.Message.Contains("entries", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Entry == 0);
    }

    [Fact]
    public void PersonaPrompt_ByDefault_ShowsTheFieldsMarkedForIt()
    {
        var persona = new Persona { Name = "Ada", Items = [.. PersonaSchema.Fields.Select(f => Filled(f, 1))] };

        var shown = Techniques.Get("persona_prompt").Compose(persona, "?", new Dictionary<string, string>()).ItemsShown;

        Assert.Equal(PersonaSchema.Fields.Where(f => f.InPersonaPrompt).Select(f => f.Key), shown.Select(id => id.Split('/')[0]));
    }

    [Theory]
    [InlineData("", "a persona needs a name.")]
    [InlineData("  ", "a persona needs a name.")]
    public void Problems_WithoutName_SaysSo(string name, string expected) =>
        Assert.Equal(new PersonaProblem("name", null, expected), Assert.Single(new Persona { Name = name, Items = [] }.Problems()));

    [Fact]
    public void Problems_InAList_NameTheEntry()
    {
        var persona = new Persona
        {
            Name = "Ada",
            Items = [new() { Field = "pairwise", Text = "Yes.", Title = "Tea?", Rejected = "No." }, new() { Field = "pairwise", Text = "Yes." }, new() { Field = "shoe_size", Text = "38" }],
        };

        Assert.Equal(["pairwise[1]: a choice needs its prompt, the chosen and the rejected answer.", "shoe_size: there is no such field."],
            persona.Problems().Select(p => p.ToString()));
    }

    private static PersonaItem Filled(PersonaField field, int number) => field.Kind switch
    {
        PersonaFieldKind.Number => new() { Field = field.Key, Text = "42" },
        PersonaFieldKind.Pairs => new() { Field = field.Key, Text = $"chosen {number}", Title = "asked", Rejected = "rejected" },
        PersonaFieldKind.Documents or PersonaFieldKind.Interactions => new() { Field = field.Key, Text = $"text {number}", Title = "a title", Date = new DateOnly(2026, 3, 2) },
        _ => new() { Field = field.Key, Text = $"value {number}" },
    };
}
