using OrleansSms.Smpp.Fields;

namespace OrleansSms.Smpp.Tests.Fields;

public sealed class FlagTests
{
    [Theory]
    [InlineData(0x04, true, false)]
    [InlineData(0x20, true, false)]
    [InlineData(0x44, true, true)]
    [InlineData(0x08, false, false)]
    [InlineData(0x43, false, true)]
    public void Esm_class_tells_receipts_and_user_data_headers(byte esmClass, bool receipt, bool udh)
    {
        Assert.Equal(receipt, EsmClass.IsReceipt(esmClass));
        Assert.Equal(udh, EsmClass.HasUdh(esmClass));
    }

    [Theory]
    [InlineData(0x00, false, false)]
    [InlineData(0x11, true, true)]
    [InlineData(0x02, false, true)]
    [InlineData(0x03, true, false)]
    public void Registered_delivery_tells_which_receipts_are_asked_for(byte registered, bool whenDelivered, bool whenFailed)
    {
        Assert.Equal(whenDelivered, RegisteredDelivery.AsksReceipt(registered, delivered: true));
        Assert.Equal(whenFailed, RegisteredDelivery.AsksReceipt(registered, delivered: false));
    }
}
