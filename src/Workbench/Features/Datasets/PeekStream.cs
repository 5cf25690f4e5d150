namespace Workbench.Features.Datasets;

/// <summary>A forward-only stream whose first bytes can be looked at before they are read.</summary>
public sealed class PeekStream : Stream
{
    private readonly Stream _inner;
    private readonly byte[] _head = new byte[16384];
    private readonly int _length;
    private int _given;

    public PeekStream(Stream inner)
    {
        _inner = inner;
        int read;
        while (_length < _head.Length && (read = inner.Read(_head, _length, _head.Length - _length)) > 0)
            _length += read;
    }

    /// <summary>The first bytes, up to 16 KB.</summary>
    public ReadOnlySpan<byte> Head => _head.AsSpan(0, _length);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_given == _length)
            return _inner.Read(buffer, offset, count);
        var taken = Math.Min(count, _length - _given);
        _head.AsSpan(_given, taken).CopyTo(buffer.AsSpan(offset));
        _given += taken;
        return taken;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }
}
