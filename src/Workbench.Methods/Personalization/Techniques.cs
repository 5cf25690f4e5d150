namespace Workbench.Methods.Personalization;

/// <summary>The techniques of this assembly, found by a scan.</summary>
public static class Techniques
{
    /// <summary>One instance of each technique: non-personalized first, the others by name.</summary>
    public static IReadOnlyList<ITechnique> All { get; } =
    [
        .. typeof(ITechnique).Assembly.GetTypes()
            .Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(ITechnique)))
            .Select(t => (ITechnique)Activator.CreateInstance(t)!)
            .OrderBy(t => t.UsesPersona).ThenBy(t => t.Key, StringComparer.Ordinal),
    ];

    /// <summary>The technique of that key.</summary>
    /// <param name="key">An exact key.</param>
    /// <exception cref="ArgumentException">No such technique; the message lists those that exist.</exception>
    public static ITechnique Get(string key) => All.FirstOrDefault(t => t.Key == key)
        ?? throw new ArgumentException($"There is no technique '{key}'. There are: {string.Join(", ", All.Select(t => t.Key))}.", nameof(key));
}
