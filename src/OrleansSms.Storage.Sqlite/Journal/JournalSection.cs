namespace OrleansSms.Storage.Sqlite.Journal;

/// <summary>What follows in a journal row, and then how many of it.</summary>
internal enum JournalSection : byte
{
    /// <summary>Messages that begin.</summary>
    Created = 1,

    /// <summary>Steps of messages.</summary>
    Steps = 2,

    /// <summary>Messages that a bind is about to send.</summary>
    Intent = 3,

    /// <summary>Messages whose submit can no longer be under way.</summary>
    IntentsOver = 4,
}
