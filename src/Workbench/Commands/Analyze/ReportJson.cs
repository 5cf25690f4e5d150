using System.Text.Json.Nodes;
using Workbench.Methods.Statistics;

namespace Workbench.Commands.Analyze;

/// <summary>How numbers enter the report: full doubles; an undefined one is null with <c>KEY_reason</c> beside it.</summary>
internal static class ReportJson
{
    public static void Put(this JsonObject target, string key, double? value, string? reason)
    {
        if (value is { } number && double.IsFinite(number))
        {
            target[key] = number;
            return;
        }

        target[key] = null;
        target[key + "_reason"] = reason ?? "undefined";
    }

    public static void Put(this JsonObject target, string key, Estimate estimate) => target.Put(key, estimate.Value, estimate.UndefinedReason);

    /// <summary>A value that is no double; null with the reason where there is none.</summary>
    public static void PutOr(this JsonObject target, string key, JsonNode? value, string reason)
    {
        target[key] = value;
        if (value is null)
            target[key + "_reason"] = reason;
    }

    /// <summary>An estimate as a value with its interval beside it, as <c>KEY</c> and <c>KEY_ci</c>.</summary>
    public static void PutWithInterval(this JsonObject target, string key, Estimate estimate)
    {
        target.Put(key, estimate);
        target.PutInterval(key + "_ci", estimate);
    }

    /// <summary>The interval as [lower, upper]; null with the reason where there is none.</summary>
    public static void PutInterval(this JsonObject target, string key, Estimate estimate)
    {
        if (estimate.Interval is { } interval && double.IsFinite(interval.Lower) && double.IsFinite(interval.Upper))
        {
            target[key] = new JsonArray(interval.Lower, interval.Upper);
            return;
        }

        target[key] = null;
        target[key + "_reason"] = estimate.UndefinedReason ?? estimate.Warnings.FirstOrDefault(warning => warning.Contains("no interval", StringComparison.Ordinal)) ?? "no interval";
    }

    /// <summary>An estimate with what a reader needs to judge it: value, interval, method, n, clusters, warnings.</summary>
    public static JsonObject Full(Estimate estimate)
    {
        var target = new JsonObject();
        target.Put("value", estimate);
        target.PutInterval("ci", estimate);
        if (estimate.Interval is { } interval)
            target["ci_method"] = interval.Method;
        target["n"] = estimate.N;
        if (estimate.Clusters is { } clusters)
            (target["clusters"], target["cluster_unit"]) = (clusters, estimate.ClusterUnit);
        if (estimate.Excluded > 0)
            target["excluded"] = estimate.Excluded;
        if (estimate.Warnings.Count > 0)
            target["warnings"] = Strings(estimate.Warnings);
        return target;
    }

    /// <summary>A part that could not be computed at all.</summary>
    public static void PutNothing(this JsonObject target, string key, string reason) => target.Put(key, null, reason);

    public static JsonArray Strings(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
