"""Words that are also names: in a text they mean somebody only where they are written as a name."""

_WORDS = """
a able about act add age ago aid aim air all also an and any apt are area arm art as ask at back bad bag bank
bar base bay be bell best big bill bird bit bond book both boy bring brook brown bush but buy by call can cap
car care case cast cause change chart church clark clear close coast cook cost court cross cut data date day
dean do door down draft due each ear earth east eat else end even ever eye fact fair fall far farm few field
fig find fire first fish fit five flat fly for ford form fox free from full fun game gas get gift give glass
go goal gold good grant gray great green group grow had hall hand hard has have he head hear help her here
high hill him his hold home hope hot house how hunt ice idea if in into is it item its job join judge just
keep key kind king know lake lamb land lane large last late law lay lead least less let life light like line
list little live load long lord lot love low made mail main make man many march mark may me mean meet member
mile mine miss moon moore more moss most move much must my name near need new next nice night no noble nor
north not note now of off office oil old on once one only open or order other our out over own page paper
park part past pay peace people per place plan play point pole pool poor pope port post power press price
public put race rain ray read real rest rice rich ring rise road rock room rose rule run safe said sale same
sand save say sea seat see self send set shall share sharp she ship short should show side sign site six size
sky small snow so some son soon south space star state stay step still stone stop strong such sun sure swan
take talk tax tell ten term text than that the their them then there these they thing this three time to
today told too top town trust try turn two under up us use very view vote wait walk wall want war ward was
water way we web week well went were west what when where white who whole why wide will wind wise wish with
wolf wood word work world year yes yet you young your
january february april june july august september october november december monday tuesday wednesday thursday friday
saturday sunday
"""
ORDINARY = frozenset(_WORDS.split())
"""English words that are also somebody's name or a body's short name."""
