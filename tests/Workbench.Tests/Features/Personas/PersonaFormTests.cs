using Workbench.Features.Personas;
using Workbench.Methods.Personas;
using Xunit;

namespace Workbench.Tests.Features.Personas;

public sealed class PersonaFormTests
{
    [Fact]
    public void ToPersona_Untouched_IsTheSamePersona() => Assert.Equal(PersonaJson.Write(Full), PersonaJson.Write(PersonaForm.Of(Full).ToPersona().Normalized()));

    [Fact]
    public void FromDraft_WhatTheBrowserKept_IsTheSamePersona()
    {
        var form = PersonaForm.Of(Full);
        var kept = new Dictionary<string, string> { ["name"] = form.Name };
        foreach (var (field, entries) in form.Entries)
        {
            foreach (var (position, entry) in entries.Index())
            {
                kept[PersonaEntry.NameOf(field, position, "text")] = entry.Text;
                kept[PersonaEntry.NameOf(field, position, "title")] = entry.Title;
                kept[PersonaEntry.NameOf(field, position, "date")] = entry.Date;
                kept[PersonaEntry.NameOf(field, position, "rejected")] = entry.Rejected;
                kept[PersonaEntry.NameOf(field, position, "extra")] = entry.Extra;
            }
        }

        Assert.Equal(PersonaJson.Write(Full), PersonaJson.Write(PersonaForm.FromDraft(kept, Full).ToPersona().Normalized()));
    }

    [Fact]
    public void Problems_InLists_PointAtTheEntryThatShowsIt()
    {
        var form = PersonaForm.Of(Full with { Name = "" });
        form.Entries["preferences"].Insert(0, new());
        form.Entries["preferences"][2].Text = new string('x', 401);
        form.Entries["documents"].Add(new() { Title = "A title and nothing else" });
        form.Entries["age"][0].Text = "old";

        var problems = form.Problems();

        Assert.Equal("A persona needs a name.", problems.AtFields["name"]);
        Assert.Equal("'old' is not a whole number.", problems.AtEntries[form.Entries["age"][0]]);
        Assert.Equal("401 characters; at most 400 fit.", problems.AtEntries[form.Entries["preferences"][2]]);
        Assert.Equal("The text itself is missing.", problems.AtEntries[form.Entries["documents"][^1]]);
        Assert.Equal(4, problems.Count);
    }

    private static Persona Full { get; } = PersonaJson.Read("""
        {"name":"هدى","age":44,"preferences":["Short.","Plain."],"documents":[{"title":"Rain","date":"2026-03-02","text":"One.\nTwo.","url":"u"},{"text":"Three."}],"pairwise":[{"prompt":"Tea?","chosen":"Yes.","rejected":"No."}],"uid":[1]}
        """);
}
