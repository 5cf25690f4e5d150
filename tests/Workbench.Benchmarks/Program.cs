using System.Reflection;

// Named benchmarks: a static class with a constant Name and a method Run(TextWriter), found by a scan.
var benchmarks = Assembly.GetExecutingAssembly().GetTypes()
    .Select(type => (Name: type.GetField("Name", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string, Run: type.GetMethod("Run", [typeof(TextWriter)])))
    .Where(entry => entry.Name is not null && entry.Run is not null)
    .ToDictionary(entry => entry.Name!, entry => entry.Run!);
if (args.Length == 0 || args.Any(name => !benchmarks.ContainsKey(name)))
{
    Console.Out.WriteLine($"Name one or more of: {string.Join(", ", benchmarks.Keys.Order(StringComparer.Ordinal))}");
    return 2;
}

foreach (var name in args)
    benchmarks[name].Invoke(null, [Console.Out]);
return 0;
