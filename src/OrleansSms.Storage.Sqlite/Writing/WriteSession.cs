using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Events;
using OrleansSms.Storage.Sqlite.Journal;
using OrleansSms.Storage.Sqlite.Messages;
using OrleansSms.Storage.Sqlite.Recent;
using OrleansSms.Storage.Sqlite.Schema;
using OrleansSms.Storage.Sqlite.Sealing;

namespace OrleansSms.Storage.Sqlite.Writing;

/// <summary>What a job writes with: the writer's connection, in an open transaction, and all that is made durable or undone together with it.</summary>
internal sealed class WriteSession
{
    public WriteSession(Connection connection, NameTable names, RecentMessages recent, EventBuffer events, SqliteStoreOptions options, TimeProvider time)
    {
        (Connection, Names, Recent, Events) = (connection, names, recent, events);
        Epochs = new BindEpochs(connection);
        Journal = new JournalTable(connection);
        var table = new MessageTable(connection, names);
        Sealer = new Sealer(connection, recent, table, Journal, options.Sealing, time);
        Stage = new MessageStage(recent, table, Sealer);
        recent.Receipts.HasRows = !ReceiptTable.IsEmpty(connection);
        new JournalReplay(connection, names, recent, Stage, table).Run();
    }

    public Connection Connection { get; }

    public NameTable Names { get; }

    /// <summary>Messages in memory, as readers see them.</summary>
    public RecentMessages Recent { get; }

    /// <summary>What this commit does to messages.</summary>
    public MessageStage Stage { get; }

    /// <summary>What the journal will hold of this commit.</summary>
    public JournalTable Journal { get; }

    /// <summary>Events of this commit.</summary>
    public EventBuffer Events { get; }

    /// <summary>Who owns which bind.</summary>
    public BindEpochs Epochs { get; }

    /// <summary>Puts messages into rows.</summary>
    public Sealer Sealer { get; }

    /// <summary>Begins a transaction.</summary>
    public void Begin()
    {
        if (Connection.InTransaction)
        {
            Connection.Prepare("ROLLBACK").Run();
        }

        Connection.Prepare("BEGIN IMMEDIATE").Run();
    }

    /// <summary>Makes what the transaction has written durable, and lets readers see it: messages before the events that tell of them.</summary>
    public void Commit()
    {
        Events.Flush(Connection);
        Journal.Flush();
        var position = Journal.Reached;
        Connection.Prepare("COMMIT").Run();
        Names.Committed();
        Epochs.Committed();
        Journal.Committed();
        Stage.Committed(position);
        Sealer.Committed();
        Events.Committed();
    }

    /// <summary>Forgets what the transaction has done.</summary>
    /// <exception cref="EngineException">SQLite could not undo it; the next <see cref="Begin"/> tries again.</exception>
    public void Rollback()
    {
        Names.RolledBack();
        Journal.RolledBack();
        Sealer.RolledBack();
        Stage.RolledBack();
        Events.RolledBack();
        Connection.Reset();

        // After some errors SQLite has rolled back by itself.
        if (Connection.InTransaction)
        {
            Connection.Prepare("ROLLBACK").Run();
        }

        Epochs.RolledBack();
    }
}
