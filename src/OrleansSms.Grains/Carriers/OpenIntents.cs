using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Carriers;

/// <summary>
/// How many messages of a bind stand in its intents: what a crash at this moment would leave uncertain. A message is one of them from before its intent is
/// written until it is durable what became of it, so that a store that is slow holds back sending, too.
/// </summary>
internal sealed class OpenIntents
{
    /// <summary>Messages in intents.</summary>
    public int Count { get; private set; }

    /// <summary>Messages that may be added: a window and one intent beyond it, which is what is promised of a crash.</summary>
    public int RoomBeside(int window) => window + SubmitIntent.MaxMessages - Count;

    /// <summary>An intent is about to be written.</summary>
    public void Add(int messages) => Count += messages;

    /// <summary>An intent could not be written, or it is durable what became of its messages.</summary>
    public void Remove(int messages = 1) => Count -= messages;
}
