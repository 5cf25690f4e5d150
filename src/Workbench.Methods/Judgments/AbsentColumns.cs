namespace Workbench.Methods.Judgments;

/// <summary>One shared constant column a type, grown on demand, so that asking for an absent column costs nothing.</summary>
internal static class AbsentColumns<T>
{
    private static T[] s_shared = [];

    /// <summary>A span of the absent value; each type is only ever asked with one absent value.</summary>
    public static ReadOnlySpan<T> Get(T absent, int count)
    {
        var shared = s_shared;
        if (shared.Length < count)
        {
            shared = new T[count];
            Array.Fill(shared, absent);
            s_shared = shared;
        }

        return shared.AsSpan(0, count);
    }
}
