using System.Reflection;
using System.Runtime.CompilerServices;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Shared.Access;

/// <summary>The lock is in the stores: whatever a page forgets, a store refuses somebody who is nobody.</summary>
public sealed class StoresCheckTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryMethodOfEveryStore_AskedByNobody_Refuses()
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel);
        var studyId = (await program.Get<StudyStore>().ListAsync(Actor.Program, Cancel)).Single().Id;
        var methods = typeof(Actor).Assembly.GetTypes()
            .Where(t => t is { IsClass: true, IsPublic: true, IsAbstract: false } && (t.Name.EndsWith("Store", StringComparison.Ordinal) || t.Name.EndsWith("Query", StringComparison.Ordinal)))
            .SelectMany(t => t.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(m => m.GetParameters().Any(p => p.ParameterType == typeof(Actor)))
            .ToList();

        var open = new List<string>();
        foreach (var method in methods)
        {
            if (await WhatHappensAsync(program, method, studyId) is not AccessDeniedException and var outcome)
                open.Add($"{method.DeclaringType!.Name}.{method.Name}: {outcome?.ToString() ?? "went through"}");
        }

        Assert.True(methods.Count > 40, $"Only {methods.Count} methods were found.");
        Assert.Empty(open);
    }

    private static async Task<Exception?> WhatHappensAsync(RunningWorkbench program, MethodInfo method, Guid studyId)
    {
        var callable = method.IsGenericMethodDefinition ? method.MakeGenericMethod([.. method.GetGenericArguments().Select(_ => typeof(string))]) : method;
        try
        {
            var result = callable.Invoke(
                program.App.Services.GetService(method.DeclaringType!) ?? throw new InvalidOperationException("It is not registered."),
                BindingFlags.DoNotWrapExceptions, null, [.. callable.GetParameters().Select(p => Argument(p.ParameterType, studyId))], null);
            await (result as Task ?? throw new InvalidOperationException($"It returns a {method.ReturnType.Name}, which this test cannot wait for."));
            return null;
        }
        catch (Exception thrown)
        {
            return thrown;
        }
    }

    // Plausible but empty: a method that looks at them before it looks at the actor fails the test, and should.
    private static object? Argument(Type type, Guid studyId) => type switch
    {
        _ when type == typeof(Actor) => Actor.Anonymous,
        _ when type == typeof(CancellationToken) => Cancel,
        _ when type == typeof(Guid) || type == typeof(Guid?) => studyId,
        _ when type == typeof(string) => "x@example.org",
        _ when type == typeof(Stream) => new MemoryStream(),
        _ when type.IsEnum => Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1),
        _ when Nullable.GetUnderlyingType(type) is not null => null,
        _ when type.IsValueType => Activator.CreateInstance(type),
        _ when type.IsGenericType && type.IsInterface && type.GetGenericArguments() is [var item] => Array.CreateInstance(item, 0),
        _ when type.IsInterface || type.IsAbstract => null,
        _ => RuntimeHelpers.GetUninitializedObject(type),
    };
}
