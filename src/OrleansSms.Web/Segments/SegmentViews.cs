using OrleansSms.Contracts.Contacts;
using OrleansSms.Domain.Segments;

namespace OrleansSms.Web.Segments;

/// <summary>A segment to make. Only documents the body.</summary>
internal sealed record SegmentRequest
{
    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The filter as text, as in <c>country = 'US' and not tag('vip')</c>, or as JSON.</summary>
    public required JsonElement Filter { get; init; }
}

/// <summary>A change of a segment, or a filter to try. Only documents the body.</summary>
internal sealed record SegmentPatch
{
    /// <summary>A name for people.</summary>
    public string? Name { get; init; }

    /// <summary>The filter as text or as JSON.</summary>
    public JsonElement? Filter { get; init; }
}

/// <summary>A filter to try. Only documents the body.</summary>
internal sealed record SegmentPreviewRequest
{
    /// <summary>The filter as text or as JSON.</summary>
    public required JsonElement Filter { get; init; }
}

/// <summary>A segment.</summary>
internal sealed record SegmentView
{
    /// <summary>Its id; absent in a preview.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; init; }

    /// <summary>Its name; absent in a preview.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }

    /// <summary>The filter as text.</summary>
    public required string Filter { get; init; }

    /// <summary>How many contacts match now; absent in lists.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Count { get; init; }

    /// <summary>Fields of the filter that no contact has ever had: mostly misspelt. Absent in lists.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? UnknownFields { get; init; }

    /// <summary>When it was made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? UpdatedAt { get; init; }

    public static SegmentView Of(SegmentConfig segment, ContactCount? count = null) => new()
    {
        Id = segment.Id,
        Name = segment.Name,
        Filter = segment.Filter,
        Count = count?.Matches,
        UnknownFields = count?.UnknownFields,
        CreatedAt = segment.CreatedAt.ToTime(),
        UpdatedAt = segment.UpdatedAt.ToTime(),
    };
}
