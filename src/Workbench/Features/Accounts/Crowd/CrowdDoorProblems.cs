using System.Text.RegularExpressions;

namespace Workbench.Features.Accounts.Crowd;

/// <summary>Whether a platform can be sent to a door that is set up like this.</summary>
internal static partial class CrowdDoorProblems
{
    public const int MaxExtras = 8;
    public const int MaxAddressLength = 500;
    public const int MaxCodeLength = 60;
    public const int MaxMinutes = 7 * 24 * 60;
    public const int MaxPlaces = 100_000;

    /// <summary>One sentence for each thing that is wrong, naming the field.</summary>
    public static IReadOnlyList<string> Of(string label, CrowdDoorSettings settings, int? places)
    {
        var problems = new List<string>();
        if (label.Trim().Length is 0 or > CrowdDoor.MaxLabelLength)
            problems.Add($"Name: 1 to {CrowdDoor.MaxLabelLength} characters.");
        if (!ParameterName().IsMatch(settings.IdParameter))
            problems.Add("Id parameter: a letter, then letters, digits, hyphens, dots and underscores.");
        if (settings.Extras.Count > MaxExtras)
            problems.Add($"Kept parameters: {MaxExtras} at most.");
        if (settings.Extras.FirstOrDefault(e => !ParameterName().IsMatch(e)) is { } odd)
            problems.Add($"Kept parameters: “{odd}” is no name of a parameter.");
        if (settings.Parameters().GroupBy(p => p, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            problems.Add($"Kept parameters: {twice.Key} is named twice.");
        if (settings.Extras.FirstOrDefault(e => e is CrowdAddress.Code or CrowdAddress.Id) is { } reserved)
            problems.Add($"Kept parameters: {{{reserved}}} means something else in an exit address.");
        problems.AddRange(OfExit("Finished", settings, settings.CompleteAddress, settings.CompleteCode));
        problems.AddRange(OfExit("Screened out", settings, settings.ScreenedOutAddress, settings.ScreenedOutCode));
        problems.AddRange(OfExit("Failed checks", settings, settings.FailedAddress, settings.FailedCode));
        if (settings.CompleteAddress.Length == 0 && settings.CompleteCode is null)
            problems.Add("Finished: an address, a code or both; else the platform does not learn who has finished.");
        if (settings.MinutesAllowed is < 1 or > MaxMinutes)
            problems.Add($"Minutes allowed: 1 to {MaxMinutes}.");
        if (places is < 1 or > MaxPlaces)
            problems.Add($"Places: 1 to {MaxPlaces}.");
        return problems;
    }

    private static IEnumerable<string> OfExit(string field, CrowdDoorSettings settings, string address, string? code)
    {
        if (address.Length > MaxAddressLength)
            yield return $"{field}: an address can have {MaxAddressLength} characters.";
        else if (CrowdAddress.ProblemOf(address, [CrowdAddress.Code, CrowdAddress.Id, .. settings.Extras]) is { } problem)
            yield return $"{field}: {problem}.";
        if (code is { Length: > MaxCodeLength } || code?.Any(char.IsControl) == true)
            yield return $"{field}: a code can have {MaxCodeLength} characters.";
        // Screened out and failed may stay without a code: who has none gives the study back by hand.
        else if (field == "Finished" && code is null && CrowdAddress.PlaceholdersOf(address).Contains(CrowdAddress.Code))
            yield return $"{field}: its address wants a code.";
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_.-]{0,59}$")]
    private static partial Regex ParameterName();
}
