using System.Text;

namespace OrleansSms.Domain.Campaigns;

/// <summary>The links in a campaign's texts: makes short ones of them, and finds again what they stand for.</summary>
public static class ShortLinks
{
    /// <summary>Where short links lie on their domain.</summary>
    public const string Path = "/l/";

    private const string After = ".,;:!?)]}'\"»”’";
    private static readonly string[] Schemes = ["https://", "http://"];

    /// <summary>A text with its links as its campaign wants them.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="text">The text.</param>
    /// <param name="place">The recipient's place in the audience.</param>
    public static string Apply(CampaignState campaign, string text, long place)
    {
        var links = campaign.Definition.Links;
        if ((!links.Shorten && links.Parameters.Count == 0) || !text.Contains("http", StringComparison.OrdinalIgnoreCase))
        {
            return text;
        }

        var written = new StringBuilder(text.Length);
        var (end, index) = (0, 0);
        foreach (var (start, length) in Find(text))
        {
            written.Append(text, end, start - end);
            var target = text.Substring(start, length);
            written.Append(links.Shorten && campaign.LinkCode is { } code && index < CampaignLimits.MaxLinks
                ? links.BaseUrl!.TrimEnd('/') + Path + new LinkToken(code, place, index).ToText(campaign.LinkSecret!)
                : WithParameters(target, links.Parameters));
            end = start + length;
            index++;
        }

        return written.Append(text, end, text.Length - end).ToString();
    }

    /// <summary>The address that a link of a text leads to; null when the text has no such link.</summary>
    public static string? TargetOf(CampaignState campaign, string text, int link)
    {
        var all = Find(text);
        return link < all.Count ? WithParameters(text.Substring(all[link].Start, all[link].Length), campaign.Definition.Links.Parameters) : null;
    }

    /// <summary>Where links stand in a text: from the scheme to the next space, without the punctuation that ends a sentence.</summary>
    public static IReadOnlyList<(int Start, int Length)> Find(string text)
    {
        var found = new List<(int, int)>();
        for (var at = 0; NextAt(text, at) is { } start;)
        {
            var end = start;
            while (end < text.Length && !char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            at = end;
            while (end > start && After.Contains(text[end - 1], StringComparison.Ordinal))
            {
                end--;
            }

            if (Uri.TryCreate(text[start..end], UriKind.Absolute, out var uri) && uri.Host.Length > 0)
            {
                found.Add((start, end - start));
            }
        }

        return found;
    }

    private static int? NextAt(string text, int from)
    {
        var starts = Schemes.Select(scheme => text.IndexOf(scheme, from, StringComparison.OrdinalIgnoreCase)).Where(static start => start >= 0).ToList();
        return starts.Count == 0 ? null : starts.Min();
    }

    private static string WithParameters(string address, IReadOnlyDictionary<string, string> parameters)
    {
        if (parameters.Count == 0)
        {
            return address;
        }

        var fragment = address.IndexOf('#', StringComparison.Ordinal);
        var (head, tail) = fragment < 0 ? (address, "") : (address[..fragment], address[fragment..]);
        var query = string.Join('&', parameters.Select(static pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        return head + (head.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query + tail;
    }
}
