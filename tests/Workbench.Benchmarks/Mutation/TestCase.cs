using System.Globalization;
using System.Reflection;

namespace Workbench.Benchmarks.Mutation;

/// <summary>One test of the suite with its arguments, called without the test runner: no process and no warming-up a mutant.</summary>
internal sealed record TestCase(MethodInfo Method, object?[] Arguments)
{
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Method.DeclaringType!.FullName}.{Method.Name}({string.Join(", ", Arguments)})");

    /// <summary>Every fact, and every theory with inline or member data.</summary>
    public static IEnumerable<TestCase> Of(Assembly tests) =>
        from type in tests.GetTypes()
        where type is { IsClass: true, IsGenericTypeDefinition: false }
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
        let attributes = method.GetCustomAttributesData()
        where attributes.Any(attribute => attribute.AttributeType.Name is "FactAttribute" or "TheoryAttribute")
        from arguments in ArgumentsOf(method, attributes)
        select new TestCase(method, arguments);

    /// <summary>What went wrong, or null; a skipped test passes.</summary>
    public Exception? Run()
    {
        try
        {
            var instance = Method.IsStatic ? null : Activator.CreateInstance(Method.DeclaringType!);
            if (Method.Invoke(instance, Arguments) is Task task)
                task.GetAwaiter().GetResult();
            return null;
        }
        catch (TargetInvocationException thrown) when (thrown.InnerException is { } inner)
        {
            return inner.GetType().Name == "SkipException" ? null : inner;
        }
        catch (Exception thrown)
        {
            return thrown;
        }
    }

    private static IEnumerable<object?[]> ArgumentsOf(MethodInfo method, IList<CustomAttributeData> attributes)
    {
        if (method.GetParameters().Length == 0)
            return [[]];
        var inline = attributes.Where(attribute => attribute.AttributeType.Name == "InlineDataAttribute").Select(attribute => Fitted(method, Values(attribute.ConstructorArguments[0])));
        var members = attributes.Where(attribute => attribute.AttributeType.Name == "MemberDataAttribute").SelectMany(attribute => Rows(method, (string)attribute.ConstructorArguments[0].Value!));
        return inline.Concat(members);
    }

    private static object?[] Values(CustomAttributeTypedArgument argument) =>
        argument.Value is IReadOnlyCollection<CustomAttributeTypedArgument> items ? [.. items.Select(Plain)] : [argument.Value];

    private static object? Plain(CustomAttributeTypedArgument argument)
    {
        if (argument.Value is not IReadOnlyCollection<CustomAttributeTypedArgument> items)
            return argument.ArgumentType.IsEnum ? Enum.ToObject(argument.ArgumentType, argument.Value!) : argument.Value;
        var array = Array.CreateInstance(argument.ArgumentType.GetElementType()!, items.Count);
        foreach (var (index, item) in items.Index())
            array.SetValue(Plain(item), index);
        return array;
    }

    private static IEnumerable<object?[]> Rows(MethodInfo method, string member)
    {
        var type = method.DeclaringType!;
        const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static;
        var value = type.GetProperty(member, Any)?.GetValue(null) ?? type.GetField(member, Any)?.GetValue(null) ?? type.GetMethod(member, Any)!.Invoke(null, []);
        foreach (var row in (System.Collections.IEnumerable)value!)
            yield return row as object?[] ?? (object?[])row.GetType().GetInterface("ITheoryDataRow")!.GetMethod("GetData")!.Invoke(row, [])!;
    }

    /// <summary>As the test runner does it: missing arguments get their default, those too many go into a <c>params</c> array, numbers are widened.</summary>
    private static object?[] Fitted(MethodInfo method, object?[] values)
    {
        var parameters = method.GetParameters();
        var fitted = new object?[parameters.Length];
        for (var i = 0; i < fitted.Length; i++)
        {
            var type = parameters[i].ParameterType;
            if (i == fitted.Length - 1 && type.IsArray && parameters[i].IsDefined(typeof(ParamArrayAttribute)) && !(values.Length == fitted.Length && (values[i] is null || type.IsInstanceOfType(values[i]))))
            {
                var rest = Array.CreateInstance(type.GetElementType()!, Math.Max(0, values.Length - i));
                for (var k = 0; k < rest.Length; k++)
                    rest.SetValue(values[i + k], k);
                fitted[i] = rest;
            }
            else
            {
                var plain = Nullable.GetUnderlyingType(type) ?? type;
                var value = i < values.Length ? values[i] : parameters[i].DefaultValue;
                fitted[i] = value is IConvertible && plain.IsPrimitive && value.GetType() != plain ? Convert.ChangeType(value, plain, CultureInfo.InvariantCulture) : value;
            }
        }

        return fitted;
    }
}
