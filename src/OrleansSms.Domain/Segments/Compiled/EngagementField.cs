using OrleansSms.Domain.Contacts;

namespace OrleansSms.Domain.Segments.Compiled;

/// <summary>One of the things that <see cref="Engagement"/> knows.</summary>
internal sealed class EngagementField(bool isDate, EngagementField.Reader read)
{
    private static readonly Dictionary<string, EngagementField> All = new(StringComparer.Ordinal)
    {
        ["sent"] = new(false, static (in it) => it.Sent),
        ["delivered"] = new(false, static (in it) => it.Delivered),
        ["clicked"] = new(false, static (in it) => it.Clicked),
        ["replied"] = new(false, static (in it) => it.Replied),
        ["last_sent_at"] = new(true, static (in it) => it.LastSentAt),
        ["last_delivered_at"] = new(true, static (in it) => it.LastDeliveredAt),
        ["last_clicked_at"] = new(true, static (in it) => it.LastClickedAt),
        ["last_replied_at"] = new(true, static (in it) => it.LastRepliedAt),
    };

    public delegate long Reader(in Engagement engagement);

    /// <summary>Whether it is a time in Unix microseconds, 0 = never, rather than a count.</summary>
    public bool IsDate => isDate;

    public static EngagementField? Find(string name) => All.GetValueOrDefault(name);

    public long Read(in Engagement engagement) => read(engagement);
}
