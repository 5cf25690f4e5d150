using System.Buffers;

namespace Workbench.Methods.Judgments;

/// <summary>
/// Cuts CSV or TSV (RFC 4180 quoting; lines end with a line feed, after a carriage return or not) into records of UTF-8 fields without a string a field. The fields
/// of a record are valid until the next call.
/// </summary>
internal sealed class TableReader(Stream stream, string file, byte delimiter)
{
    private readonly SearchValues<byte> _stops = SearchValues.Create([delimiter, (byte)'\n', (byte)'"']);
    private byte[] _buffer = new byte[1 << 20];
    private (int Start, int Length)[] _fields = new (int, int)[32];
    private int _start, _end, _position;
    private bool _ended, _began;
    private long _nextLine = 1;

    /// <summary>The line on which the current record begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Number of fields of the current record.</summary>
    public int FieldCount { get; private set; }

    /// <summary>A field of the current record, unquoted.</summary>
    public ReadOnlySpan<byte> this[int index] => _buffer.AsSpan(_fields[index].Start, _fields[index].Length);

    /// <summary>Reads the next record that is not blank.</summary>
    public bool TryRead()
    {
        while (true)
        {
            _start = _position;
            FieldCount = 0;
            Line = _nextLine;
            if (!ReadRecord())
                return false;
            if (FieldCount > 1 || _fields[0].Length > 0)
                return true;
        }
    }

    private bool ReadRecord()
    {
        if (_position == _end && !Fill())
            return false;
        while (true)
        {
            if (ReadField())
                return true;
        }
    }

    /// <summary>Reads one field; true where it ends the record.</summary>
    private bool ReadField()
    {
        var from = _position - _start;
        while (true)
        {
            var at = _buffer.AsSpan(_position, _end - _position).IndexOfAny(_stops);
            if (at < 0)
            {
                var seen = _end - _start;
                if (Fill(seen))
                    continue;
                AddField(from, _end - _start - from, trimReturn: true);
                _position = _end;
                _nextLine++;
                return true;
            }

            _position += at;
            var stop = _buffer[_position];
            if (stop == (byte)'"')
            {
                if (_position - _start == from)
                    return ReadQuoted(from);
                _position++;
                continue;
            }

            AddField(from, _position - _start - from, trimReturn: stop == (byte)'\n');
            _position++;
            if (stop != (byte)'\n')
                return false;
            _nextLine++;
            return true;
        }
    }

    /// <summary>Reads a quoted field and closes its doubled quotes up in place.</summary>
    private bool ReadQuoted(int from)
    {
        var write = from;
        _position++;
        while (true)
        {
            if (_position == _end && !Fill(_end - _start))
                throw new JudgmentFormatException(file, Line, null, "a quoted field is not closed");
            var c = _buffer[_position++];
            if (c != (byte)'"')
            {
                _nextLine += c == (byte)'\n' ? 1 : 0;
                _buffer[_start + write++] = c;
                continue;
            }

            if ((_position < _end || Fill(_end - _start)) && _buffer[_position] == (byte)'"')
            {
                _buffer[_start + write++] = c;
                _position++;
                continue;
            }

            break;
        }

        AddField(from, write - from, trimReturn: false);
        if (_position < _end && _buffer[_position] == (byte)'\r')
            _position++;
        if (_position == _end && !Fill(_end - _start))
        {
            _nextLine++;
            return true;
        }

        var stop = _buffer[_position++];
        if (stop == delimiter)
            return false;
        if (stop != (byte)'\n')
            throw new JudgmentFormatException(file, Line, null, "a closing quote is followed by more text; double the quotes inside a quoted field");
        _nextLine++;
        return true;
    }

    private void AddField(int from, int length, bool trimReturn)
    {
        if (trimReturn && length > 0 && _buffer[_start + from + length - 1] == (byte)'\r')
            length--;
        if (FieldCount == _fields.Length)
            Array.Resize(ref _fields, _fields.Length * 2);
        _fields[FieldCount++] = (_start + from, length);
    }

    /// <summary>Reads on, keeping the record that has begun; false at the end of the stream.</summary>
    private bool Fill(int seen = 0)
    {
        if (_ended)
            return false;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            for (var i = 0; i < FieldCount; i++)
                _fields[i].Start -= _start;
            _position -= _start;
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _ended = read == 0;
        _end += read;
        if (_began)
        {
            _position = Math.Max(_position, _start + seen);
            return !_ended;
        }

        while (!_ended && _end <= Utf8.Bom.Length)
        {
            read = stream.Read(_buffer, _end, _buffer.Length - _end);
            _ended = read == 0;
            _end += read;
        }

        _began = true;
        if (_buffer.AsSpan(0, _end).StartsWith(Utf8.Bom))
            (_start, _position) = (3, 3);

        return _end > _start;
    }
}
