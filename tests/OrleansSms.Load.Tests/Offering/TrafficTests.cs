using System.Globalization;
using System.Text;
using System.Text.Json;
using OrleansSms.Load.Offering;

namespace OrleansSms.Load.Tests.Offering;

public sealed class TrafficTests
{
    [Fact]
    public void The_bytes_of_a_request_hold_its_messages()
    {
        var traffic = new Traffic(new TrafficOptions { Lane = 2, Size = 3, Recipients = 4, Category = "marketing" });
        traffic.Next();
        var request = traffic.Next();
        var bytes = traffic.Template.Copy();

        traffic.Template.Fill(bytes, traffic, request, dueAt: 123_456);

        var (head, body) = Split(Encoding.ASCII.GetString(bytes));
        Assert.StartsWith("POST /v1/batches HTTP/1.1\r\n", head, StringComparison.Ordinal);
        Assert.Contains($"\r\nContent-Length: {body.Length}", head, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(body);
        var recipients = json.RootElement.GetProperty("recipients").EnumerateArray().Select(row => row.GetProperty("to").GetString()![1..]);
        Assert.Equal(Enumerable.Range(0, 3).Select(row => traffic.KeyOf(request, row).Recipient.ToString(CultureInfo.InvariantCulture)), recipients);
        Assert.True(Tag.TryRead(Encoding.ASCII.GetBytes(json.RootElement.GetProperty("body").GetString()!), out var dueAt, out var number));
        Assert.Equal((123_456, request), (dueAt, number));
    }

    [Fact]
    public void Every_message_has_a_place_of_its_own()
    {
        var traffic = new Traffic(new TrafficOptions { Lane = 9, Size = 5, Recipients = 7 });
        var requests = Enumerable.Range(0, 20).Select(_ => traffic.Next()).ToList();

        var places = requests.SelectMany(request => Enumerable.Range(0, 5).Select(row => traffic.PlaceOf(traffic.KeyOf(request, row))));

        Assert.Equal(Enumerable.Range(0, 100).Select(place => (long?)place), places);
    }

    [Fact]
    public void A_message_that_was_never_offered_has_no_place()
    {
        var traffic = new Traffic(new TrafficOptions { Size = 2, Recipients = 10 });
        var request = traffic.Next();

        Assert.Null(traffic.PlaceOf(traffic.KeyOf(request + 1, 0)));
        Assert.Null(traffic.PlaceOf(traffic.KeyOf(request, 0) with { Recipient = traffic.KeyOf(request, 2).Recipient }));
    }

    private static (string Head, string Body) Split(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return (request[..end], request[(end + 4)..]);
    }
}
