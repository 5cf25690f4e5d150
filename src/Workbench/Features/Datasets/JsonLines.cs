using System.Text.Encodings.Web;
using System.Text.Json;

namespace Workbench.Features.Datasets;

/// <summary>Writes JSON objects, one a line, readable characters as they are.</summary>
internal sealed class JsonLines(Stream stream) : IDisposable
{
    private readonly Utf8JsonWriter _writer = new(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public int Rows { get; private set; }

    public void Write(Action<Utf8JsonWriter> write)
    {
        _writer.WriteStartObject();
        write(_writer);
        _writer.WriteEndObject();
        _writer.Flush();
        _writer.Reset();
        stream.WriteByte((byte)'\n');
        Rows++;
    }

    public void WriteLine(string json)
    {
        stream.Write(System.Text.Encoding.UTF8.GetBytes(json));
        stream.WriteByte((byte)'\n');
        Rows++;
    }

    public void Dispose() => _writer.Dispose();
}
