namespace OrleansSms.Storage.Azure.Reading;

/// <summary>What a filter says yes to.</summary>
internal static class MessageMatch
{
    public static bool Matches(this MessageFilter filter, MessageRecord shown)
    {
        var message = shown.Message;
        return (filter.Account is null || message.Account == filter.Account)
            && (filter.Status is null || shown.Status == filter.Status)
            && (filter.To is null || message.To == filter.To)
            && (filter.From is null || message.From == filter.From)
            && (filter.Category is null || message.Category == filter.Category)
            && (filter.Batch is null || message.Batch == filter.Batch)
            && (filter.Campaign is null || message.Campaign == filter.Campaign)
            && (filter.ClientReference is null || message.ClientReference == filter.ClientReference)
            && (filter.Tag is null || message.Tags?.Contains(filter.Tag) == true)
            && !(message.CreatedAt < filter.CreatedFrom)
            && !(message.CreatedAt >= filter.CreatedBefore);
    }
}
