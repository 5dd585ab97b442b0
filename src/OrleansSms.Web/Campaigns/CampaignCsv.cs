using System.Text;
using OrleansSms.Web.Csv;

namespace OrleansSms.Web.Campaigns;

/// <summary>A report as CSV: one line for each part of each breakdown.</summary>
internal static class CampaignCsv
{
    private const string Header =
        "breakdown,part,sent,segments,delivered,undelivered,failed,expired,canceled,suppressed,clicked,clicks,replied,opted_out,cost\r\n";

    private const string FormulaStarts = "=+-@\t\r";

    public static string Of(CampaignReportView report)
    {
        var csv = new StringBuilder(Header);
        Line(csv, "total", "", report.Total);
        Lines(csv, "variant", report.Variants);
        Lines(csv, "carrier", report.Carriers);
        Lines(csv, "country", report.Countries);
        Lines(csv, "hour", report.Hours);
        return csv.ToString();
    }

    private static void Lines(StringBuilder csv, string breakdown, IReadOnlyDictionary<string, CampaignCountsView> parts)
    {
        foreach (var (part, counts) in parts)
        {
            Line(csv, breakdown, part, counts);
        }
    }

    private static void Line(StringBuilder csv, string breakdown, string part, CampaignCountsView counts) => csv.Append(
        CultureInfo.InvariantCulture,
        $"{breakdown},{CsvReader.Write(Safe(part))},{counts.Sent},{counts.Segments},{counts.Delivered},{counts.Undelivered},{counts.Failed},{counts.Expired},{counts.Canceled},{counts.Suppressed},{counts.Clicked},{counts.Clicks},{counts.Replied},{counts.OptedOut},{counts.Cost}\r\n");

    /// <summary>A name that a spreadsheet would take for a formula gets an apostrophe before it.</summary>
    private static string Safe(string part) => part.Length > 0 && FormulaStarts.Contains(part[0], StringComparison.Ordinal) ? "'" + part : part;
}
