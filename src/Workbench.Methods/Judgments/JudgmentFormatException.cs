namespace Workbench.Methods.Judgments;

/// <summary>Bad input in a judgments file. The message is one line that names the file, the line and the field.</summary>
public sealed class JudgmentFormatException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="file">The file as the user named it.</param>
    /// <param name="line">The line, counted from 1.</param>
    /// <param name="field">The field, or null where no single field is at fault.</param>
    /// <param name="problem">What is wrong, in a few words.</param>
    public JudgmentFormatException(string file, long line, string? field, string problem)
        : base(field is null ? $"{file}, line {line}: {problem}" : $"{file}, line {line}, field '{field}': {problem}")
    {
        File = file;
        Line = line;
        Field = field;
    }

    /// <summary>The file as the user named it.</summary>
    public string File { get; }

    /// <summary>The line, counted from 1.</summary>
    public long Line { get; }

    /// <summary>The field, or null.</summary>
    public string? Field { get; }
}
