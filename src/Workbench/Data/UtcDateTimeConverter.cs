using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Workbench.Data;

/// <summary>SQLite loses <see cref="DateTime.Kind"/>, and EF cannot order DateTimeOffset there: every time in the database is UTC.</summary>
public sealed class UtcDateTimeConverter() : ValueConverter<DateTime, DateTime>(
    value => value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : DateTime.SpecifyKind(value, DateTimeKind.Utc),
    value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
