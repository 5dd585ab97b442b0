namespace OrleansSms.Storage.Azure.Messages;

/// <summary>Ids by their age. Several silos make ids, so that the time-ordered half alone may come twice.</summary>
internal sealed class IdOrder : IComparer<MessageId>
{
    public static IdOrder Instance { get; } = new();

    public int Compare(MessageId x, MessageId y)
    {
        var byTime = x.Value.High.CompareTo(y.Value.High);
        return byTime != 0 ? byTime : x.Value.Low.CompareTo(y.Value.Low);
    }
}
