using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Segments;

namespace OrleansSms.Storage.Contract.Contacts;

/// <summary>Contacts for tests.</summary>
public abstract class ContactSamples : StoreContract
{
    private IdGenerator Ids => field ??= new IdGenerator(Time);

    protected IAudienceStores Audience => (IAudienceStores)Stores;

    protected long Now => Time.GetUnixMicros();

    protected static Msisdn Number(int last) => new(447700900000 + last);

    protected static Filter Filter(string text) => FilterParser.TryParse(text, out var filter, out var error) ? filter : throw new ArgumentException($"{error}");

    protected ContactChange Change(int last, ContactMode mode = ContactMode.Merge, params (string Name, FieldValue Value)[] fields) =>
        new(Number(last), new ContactPatch { Fields = fields.ToDictionary(it => it.Name, it => it.Value) }, mode, new ContactId(Ids.Next()), Now);

    protected async Task<ContactOutcome> Write(ContactChange change, string account = Account) =>
        Assert.Single(await Audience.Contacts.WriteAsync(account, [change]));

    /// <summary>Contacts 1 to <paramref name="count"/>, each with its number as a field.</summary>
    protected Task Fill(int count, string account = Account) =>
        Audience.Contacts.WriteAsync(account, [.. Enumerable.Range(1, count).Select(last => Change(last, ContactMode.Add, ("last", FieldValue.Of(last))))]);
}
