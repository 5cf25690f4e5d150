using System.Runtime.InteropServices;
using System.Text;

namespace Workbench.Methods.Judgments;

/// <summary>
/// Interned names: every distinct UTF-8 text gets the next small integer, in order of first appearance. Looking a known
/// name up allocates nothing.
/// </summary>
public sealed class NameTable
{
    private byte[] _bytes = new byte[256];
    private int _used;
    private int _hashed;
    private (int Start, int Length)[] _spans = new (int, int)[16];
    private string?[] _texts = new string?[16];
    private (ulong Hash, int IdPlusOne)[] _slots = new (ulong, int)[32];

    /// <summary>Creates an empty table.</summary>
    public NameTable()
    {
        Names = new NameList(this);
    }

    /// <summary>The names, indexed by id; a name becomes a string when it is asked for first.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Number of names.</summary>
    public int Count { get; private set; }

    /// <summary>The id of a name, given out now if the name is new.</summary>
    /// <param name="utf8">The name in UTF-8.</param>
    public int Intern(ReadOnlySpan<byte> utf8)
    {
        var hash = Hash(utf8);
        var mask = _slots.Length - 1;
        for (var slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            ref var entry = ref _slots[slot];
            if (entry.IdPlusOne == 0)
                return Insert(utf8, hash, slot);
            if (entry.Hash == hash && Bytes(entry.IdPlusOne - 1).SequenceEqual(utf8))
                return entry.IdPlusOne - 1;
        }
    }

    /// <summary>A new id for a name that is never looked up again, e.g. that of a row that is an item of its own.</summary>
    /// <param name="utf8">The name in UTF-8.</param>
    public int Append(ReadOnlySpan<byte> utf8)
    {
        while (_used + utf8.Length > _bytes.Length)
            Array.Resize(ref _bytes, _bytes.Length * 2);
        utf8.CopyTo(_bytes.AsSpan(_used));
        if (Count == _spans.Length)
        {
            Array.Resize(ref _spans, Count * 2);
            Array.Resize(ref _texts, Count * 2);
        }

        _spans[Count] = (_used, utf8.Length);
        _used += utf8.Length;
        return Count++;
    }

    /// <summary>The id of a name, given out now if the name is new; null is −1.</summary>
    /// <param name="name">The name, or null.</param>
    public int Intern(string? name)
    {
        if (name is null)
            return -1;
        var length = Encoding.UTF8.GetByteCount(name);
        Span<byte> utf8 = length <= 512 ? stackalloc byte[length] : new byte[length];
        Encoding.UTF8.GetBytes(name, utf8);
        return Intern(utf8);
    }

    /// <summary>The id of a name, or −1 where it does not occur.</summary>
    /// <param name="name">The name.</param>
    public int Find(string name)
    {
        var utf8 = Encoding.UTF8.GetBytes(name);
        var hash = Hash(utf8);
        var mask = _slots.Length - 1;
        for (var slot = (int)hash & mask; _slots[slot].IdPlusOne != 0; slot = (slot + 1) & mask)
        {
            if (_slots[slot].Hash == hash && Bytes(_slots[slot].IdPlusOne - 1).SequenceEqual(utf8))
                return _slots[slot].IdPlusOne - 1;
        }

        return -1;
    }

    /// <summary>A hash of bytes that is the same on every machine and in every run.</summary>
    /// <param name="utf8">The bytes.</param>
    internal static ulong Hash(ReadOnlySpan<byte> utf8)
    {
        const ulong prime = 0x9E3779B97F4A7C15UL;
        var hash = (ulong)utf8.Length * prime;
        while (utf8.Length >= 8)
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(utf8)) * prime;
            hash ^= hash >> 32;
            utf8 = utf8[8..];
        }

        ulong tail = 0;
        for (var i = 0; i < utf8.Length; i++)
            tail |= (ulong)utf8[i] << (8 * i);
        hash = (hash ^ tail) * prime;
        return hash ^ (hash >> 29);
    }

    private ReadOnlySpan<byte> Bytes(int id) => _bytes.AsSpan(_spans[id].Start, _spans[id].Length);

    private int Insert(ReadOnlySpan<byte> utf8, ulong hash, int slot)
    {
        var id = Append(utf8);
        _slots[slot] = (hash, id + 1);
        if (++_hashed * 2 > _slots.Length)
            Grow();
        return id;
    }

    private string TextOf(int id)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)id, (uint)Count, nameof(id));
        return _texts[id] ??= Encoding.UTF8.GetString(Bytes(id));
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new (ulong, int)[old.Length * 2];
        var mask = _slots.Length - 1;
        foreach (var entry in old)
        {
            if (entry.IdPlusOne == 0)
                continue;
            var slot = (int)entry.Hash & mask;
            while (_slots[slot].IdPlusOne != 0)
                slot = (slot + 1) & mask;
            _slots[slot] = entry;
        }
    }

    private sealed class NameList(NameTable table) : IReadOnlyList<string>
    {
        public int Count => table.Count;

        public string this[int index] => table.TextOf(index);

        public IEnumerator<string> GetEnumerator()
        {
            for (var id = 0; id < table.Count; id++)
                yield return table.TextOf(id);
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
