using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Workbench.Data;
using Workbench.Features.Annotation;
using Workbench.Features.Personas;
using Workbench.Features.Studies;
using Workbench.Methods.Personas;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;
using Workbench.Tests.Features.Annotation;
using Xunit;

namespace Workbench.Tests.Shared.Access;

/// <summary>
/// A circuit lets a browser call any method that is open to its scripts. What such a method can reach refuses whoever has
/// no right to it, whichever screen the call comes from.
/// </summary>
public sealed class HubMethodsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static IEnumerable<MethodInfo> Methods => typeof(Actor).Assembly.GetTypes()
        .SelectMany(t => t.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(m => m.IsDefined(typeof(JSInvokableAttribute), false));

    [Fact]
    public void EveryMethodThatABrowserMayCall_HasItsLine() =>
        Assert.Equal(RightsTable.HubMethods.Keys.Order(), Methods.Select(NameOf).Order());

    [Fact]
    public void EveryMethodThatABrowserMayCall_ReachesWhatItsLineSays() =>
        Assert.All(Methods, m => Assert.Equal(RightsTable.HubMethods[NameOf(m)], Reached(m.DeclaringType!)));

    [Fact]
    public async Task TheDesk_AskedByWhoHasNoRightToTheStudyOrThePair_Refuses()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var pair = (await study.Assignments.NextAsync(await study.AnnotatorAsync("ann"), study.Id, null, Cancel))!.AssignmentId;
        var elsewhere = await AddStudyAsync(study);
        Actor[] strangers =
        [
            Actor.Anonymous,
            new("annotator-elsewhere", "A", ActorRole.Annotator),
            new("researcher-elsewhere", "R", ActorRole.Researcher),
        ];
        await study.Get<Database>().WriteAsync(db =>
        {
            db.Add(new StudyMember { StudyId = elsewhere, ActorId = strangers[1].Id, Right = StudyRight.Judge, CreatedAt = study.Now });
            db.Add(new StudyMember { StudyId = elsewhere, ActorId = strangers[2].Id, Right = StudyRight.Edit, CreatedAt = study.Now });
            return Task.CompletedTask;
        }, Cancel);
        var colleague = await study.AnnotatorAsync("colleague");

        var open = new List<string>();
        foreach (var method in typeof(IJudgingDesk).GetMethods())
        {
            var isAboutAPair = method.GetParameters().All(p => p.Name != "studyId");
            foreach (var actor in isAboutAPair ? [.. strangers, colleague] : strangers)
            {
                if (await WhatHappensAsync(study, method, actor, pair) is not AccessDeniedException and var outcome)
                    open.Add($"{method.Name} as {actor.Id}: {outcome?.ToString() ?? "went through"}");
            }
        }

        Assert.Empty(open);
        Assert.Empty(await study.RowsAsync<StoredJudgment>());
        Assert.Equal(["ann"], (await study.RowsAsync<Rater>()).Select(r => r.ActorId));
        Assert.Null(Assert.Single(await study.RowsAsync<Assignment>(), a => a.Id == pair).Draft);
    }

    [Fact]
    public async Task TheLibrary_AskedByAnAnnotator_Refuses()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var (ann, store) = (await study.AnnotatorAsync("ann"), study.Get<PersonaStore>());
        var persona = new Persona { Name = "x", Items = [] };

        await Assert.ThrowsAsync<AccessDeniedException>(() => store.AddAsync(ann, persona, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => store.SaveAsync(ann, Guid.NewGuid(), 1, persona, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => store.FindAsync(ann, Guid.NewGuid(), Cancel));
    }

    private static string NameOf(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    /// <summary>What a component holds that asks the database: stores and queries that it is given, and the desk.</summary>
    private static IReadOnlyList<string> Reached(Type component) =>
    [
        .. component.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(p => p.IsDefined(typeof(InjectAttribute), true) || p.IsDefined(typeof(ParameterAttribute), true) || p.IsDefined(typeof(CascadingParameterAttribute), true))
            .Select(p => p.PropertyType.Name)
            .Where(n => n.EndsWith("Store", StringComparison.Ordinal) || n.EndsWith("Query", StringComparison.Ordinal) || n.EndsWith("Desk", StringComparison.Ordinal) || n == nameof(Database))
            .Order(StringComparer.Ordinal),
    ];

    private static async Task<Guid> AddStudyAsync(AnnotationStudy study)
    {
        var other = new Study { Id = Guid.NewGuid(), Name = "Elsewhere", State = StudyState.Generated, Design = new() { Seed = 1 }, CreatedAt = study.Now };
        await study.Get<Database>().WriteAsync(db => Task.FromResult(db.Add(other)), Cancel);
        return other.Id;
    }

    private static async Task<Exception?> WhatHappensAsync(AnnotationStudy study, MethodInfo method, Actor actor, Guid pair)
    {
        try
        {
            await (Task)method.Invoke(study.Get<JudgingDesk>(), BindingFlags.DoNotWrapExceptions, null, [.. method.GetParameters().Select(p => Argument(p, study.Id, actor, pair))], null)!;
            return null;
        }
        catch (Exception thrown)
        {
            return thrown;
        }
    }

    // What would go through if the actor had the right.
    private static object? Argument(ParameterInfo parameter, Guid study, Actor actor, Guid pair) => parameter.ParameterType switch
    {
        _ when parameter.ParameterType == typeof(Actor) => actor,
        _ when parameter.ParameterType == typeof(CancellationToken) => Cancel,
        _ when parameter.Name == "studyId" => study,
        _ when parameter.Name == "assignmentId" => pair,
        _ when parameter.ParameterType == typeof(Guid) => Guid.NewGuid(),
        _ when parameter.ParameterType == typeof(Guid?) => null,
        _ when parameter.ParameterType == typeof(string) => "x",
        _ when parameter.ParameterType == typeof(SurveyMoment) => SurveyMoment.Before,
        _ when parameter.ParameterType == typeof(IReadOnlyDictionary<string, string>) => new Dictionary<string, string>(),
        _ when parameter.ParameterType == typeof(Persona) => new Persona { Name = "x", Items = [new() { Field = "interests", Text = "bees" }] },
        _ when parameter.ParameterType == typeof(Submission) =>
            new Submission { Id = Guid.NewGuid(), AssignmentId = pair, Answers = new Dictionary<string, CriterionAnswer> { ["overall"] = new(Choice.Left, 1) } },
        _ => throw new NotSupportedException($"No value is known here for {parameter.ParameterType.Name} {parameter.Name}."),
    };
}
