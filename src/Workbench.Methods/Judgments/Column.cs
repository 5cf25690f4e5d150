namespace Workbench.Methods.Judgments;

/// <summary>A growing column that takes no memory until its first value that is not the default.</summary>
internal sealed class Column<T>(T absent)
    where T : IEquatable<T>
{
    private T[]? _values;
    private int _count;

    public void Add(T value)
    {
        if (_values is null)
        {
            if (value.Equals(absent))
            {
                _count++;
                return;
            }

            _values = new T[Math.Max(64, _count * 2)];
            Array.Fill(_values, absent, 0, _count);
        }

        if (_count == _values.Length)
            Array.Resize(ref _values, _count * 2);
        _values[_count++] = value;
    }

    /// <summary>Makes the column as long as the rows so far, absent where nothing was added: so that rows without the field cost nothing.</summary>
    public void PadTo(int count)
    {
        if (_values is not null && count > _count)
        {
            if (count > _values.Length)
                Array.Resize(ref _values, Math.Max(count, _values.Length * 2));
            Array.Fill(_values, absent, _count, count - _count);
        }

        _count = Math.Max(_count, count);
    }

    /// <summary>The values, or null where every one is absent.</summary>
    public ReadOnlyMemory<T>? ToMemory() => _values is null ? (ReadOnlyMemory<T>?)null : _values.AsMemory(0, _count);
}
