using OrleansSms.Contracts.Json;
using OrleansSms.Contracts.Recipients;
using OrleansSms.Web.Consents;
using OrleansSms.Web.Contacts;
using OrleansSms.Web.Messages;

namespace OrleansSms.Web.Exports;

/// <summary>Writes an export as it is read, a page at a time, so that it takes no more memory for somebody with many messages.</summary>
internal sealed class PersonExport(ApiCall call, Msisdn number) : IAsyncDisposable
{
    private const int PageMessages = 200;

    private readonly Utf8JsonWriter _writer = new(call.Context.Response.BodyWriter, PublicJson.WriterOptions);

    private IPeopleGrain People => call.Grains.GetGrain<IPeopleGrain>(call.Account);

    public async Task WriteAsync()
    {
        // Before the answer begins: what fails here can still be told.
        var record = await People.ReadRecordAsync(number, call.Aborted);
        var first = await People.ReadSentAsync(number, null, PageMessages, call.Aborted);
        var response = call.Context.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        _writer.WriteStartObject();
        _writer.WriteString("number"u8, number.ToString());
        _writer.WriteString("exported_at"u8, Rfc3339.Write(call.Services.Time.GetUtcNow()));
        WriteRecord(record);
        await WritePagesAsync("messages", first, before => People.ReadSentAsync(number, before, PageMessages, call.Aborted), WriteSent);
        await WritePagesAsync(
            "inbound_messages", null, before => People.ReadReceivedAsync(number, before, PageMessages, call.Aborted), message => InboundJson.Write(_writer, message));
        _writer.WriteEndObject();
        await FlushAsync();
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private void WriteRecord(PersonRecord record)
    {
        _writer.WritePropertyName("contact"u8);
        if (record.Contact is { } contact)
        {
            ContactJson.Write(_writer, contact);
        }
        else
        {
            _writer.WriteNullValue();
        }

        _writer.WritePropertyName("remembered"u8);
        JsonSerializer.Serialize(_writer, RememberedView.Of(record.State), WebJson.Shared.RememberedView);
        _writer.WriteStartArray("consents"u8);
        foreach (var consent in record.Consents)
        {
            JsonSerializer.Serialize(_writer, ConsentView.Of(consent), WebJson.Shared.ConsentView);
        }

        _writer.WriteEndArray();
    }

    private async Task WritePagesAsync<T>(string name, Page<T>? first, Func<MessageId?, Task<Page<T>>> read, Action<T> write)
    {
        _writer.WriteStartArray(name);
        var page = first ?? await read(null);
        while (true)
        {
            foreach (var item in page.Items)
            {
                write(item);
            }

            await FlushAsync();
            if (!MessageId.TryParse(page.Next, out var next))
            {
                break;
            }

            page = await read(next);
        }

        _writer.WriteEndArray();
    }

    private void WriteSent(SentMessage sent)
    {
        _writer.WriteStartObject();
        _writer.WritePropertyName("message"u8);
        MessageJson.Write(_writer, sent.Record);
        _writer.WriteStartArray("timeline"u8);
        foreach (var entry in sent.Timeline)
        {
            JsonSerializer.Serialize(_writer, TimelineView.Of(entry), WebJson.Shared.TimelineView);
        }

        _writer.WriteEndArray();
        _writer.WriteEndObject();
    }

    private async Task FlushAsync()
    {
        await _writer.FlushAsync(call.Aborted);
        await call.Context.Response.BodyWriter.FlushAsync(call.Aborted);
    }
}
