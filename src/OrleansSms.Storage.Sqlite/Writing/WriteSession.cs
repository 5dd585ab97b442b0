using OrleansSms.Storage.Sqlite.Answers;
using OrleansSms.Storage.Sqlite.Counted;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Events;
using OrleansSms.Storage.Sqlite.Indexes;
using OrleansSms.Storage.Sqlite.Journal;
using OrleansSms.Storage.Sqlite.Messages;
using OrleansSms.Storage.Sqlite.Persons;
using OrleansSms.Storage.Sqlite.Recent;
using OrleansSms.Storage.Sqlite.Recipients;
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
        var runs = new RunTable(connection);
        Answers = new AnswerTable(connection, runs, options.Index);
        Counted = new CountedTable(connection, runs, options.Index);
        Persons = new PersonIndex(connection, runs, IndexKind.Persons, PersonIndex.OfMessages, options.Index);
        Senders = new PersonIndex(connection, runs, IndexKind.Senders, PersonIndex.OfInbound, options.Index);
        Messages = new MessageTable(connection, names, Counted);
        Sealer = new Sealer(connection, recent, Messages, Journal, options.Sealing, time);
        Stage = new MessageStage(recent, Messages, Sealer);
        recent.Receipts.HasRows = !ReceiptTable.IsEmpty(connection);
        new JournalReplay(connection, names, recent, Stage, Messages).Run();
    }

    public Connection Connection { get; }

    public NameTable Names { get; }

    /// <summary>Messages in memory, as readers see them.</summary>
    public RecentMessages Recent { get; }

    /// <summary>Messages in rows.</summary>
    public MessageTable Messages { get; }

    /// <summary>What this commit does to messages.</summary>
    public MessageStage Stage { get; }

    /// <summary>What the journal will hold of this commit.</summary>
    public JournalTable Journal { get; }

    /// <summary>Answers to requests.</summary>
    public AnswerTable Answers { get; }

    /// <summary>What counts towards caps.</summary>
    public CountedTable Counted { get; }

    /// <summary>Messages by recipient.</summary>
    public PersonIndex Persons { get; }

    /// <summary>Messages from handsets by sender.</summary>
    public PersonIndex Senders { get; }

    /// <summary>Events of this commit.</summary>
    public EventBuffer Events { get; }

    /// <summary>Who owns which bind.</summary>
    public BindEpochs Epochs { get; }

    /// <summary>Who owns which shard of recipients.</summary>
    public ShardEpochs Shards { get; } = new();

    /// <summary>Puts messages into rows.</summary>
    public Sealer Sealer { get; }

    /// <summary>Whether a commit for <see cref="Keep"/> alone would be worth it when nobody waits.</summary>
    public bool HasWork => Sealer.HasWork || Answers.HasWork || Counted.HasWork
        || Persons.HasWork(Messages.Greatest, Sealer.Closed) || Senders.HasWork(InboundTable.Greatest(Connection), Sealer.Closed);

    /// <summary>Begins a transaction.</summary>
    public void Begin()
    {
        if (Connection.InTransaction)
        {
            Connection.Prepare("ROLLBACK").Run();
        }

        Connection.Prepare("BEGIN IMMEDIATE").Run();
    }

    /// <summary>Within a transaction: puts messages into rows and keeps the indexes, a slice of it.</summary>
    /// <param name="rows">Rows that the commit has anyway.</param>
    /// <param name="isIdle">Whether nobody waits for it.</param>
    /// <returns>How much there was to do.</returns>
    public int Keep(int rows, bool isIdle) => Sealer.Seal(rows, isIdle) + Answers.Work(isIdle) + Counted.Work(isIdle)
        + Persons.Work(Sealer.Closed, isIdle) + Senders.Work(Sealer.Closed, isIdle);

    /// <summary>Makes what the transaction has written durable, and lets readers see it: messages before the events that tell of them.</summary>
    public void Commit()
    {
        Events.Flush(Connection);
        Journal.Flush();
        Answers.Flush();
        Counted.Flush();
        var position = Journal.Reached;
        Connection.Prepare("COMMIT").Run();
        Names.Committed();
        Epochs.Committed();
        Journal.Committed();
        Stage.Committed(position);
        Sealer.Committed();
        Answers.Committed();
        Counted.Committed();
        Persons.Committed();
        Senders.Committed();
        Events.Committed();
    }

    /// <summary>Forgets what the transaction has done.</summary>
    /// <exception cref="EngineException">SQLite could not undo it; the next <see cref="Begin"/> tries again.</exception>
    public void Rollback()
    {
        Names.RolledBack();
        Journal.RolledBack();
        Sealer.RolledBack();
        Answers.RolledBack();
        Counted.RolledBack();
        Persons.RolledBack();
        Senders.RolledBack();
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
