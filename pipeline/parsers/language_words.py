"""Language words: the commonest words of languages in Latin letters, those that hardly any text lacks."""

from __future__ import annotations

LATIN_WORDS = """
en: the and of to is that was with for this are have from they which been were their would there about when what you
    not but all can she he his her it at by as or if more one has had will your do who
de: der die das und ist nicht ich ein eine den von mit sich auf für auch es dem wie aber wir noch nur werden wird
    oder im zu war bei nach um nicht mehr kann wenn hat haben sie zum zur man so dass durch über
fr: le les et des est dans que pour une qui sur pas plus avec ce vous nous cette ont sont mais aux ses être elle
    dans il au du par était avait y comme on tout fait ses nos deux ou très où dit moi quand leur nous étions
    personne
es: el los las que por con una para como más pero sus muy también este esta cuando todo hay fue porque desde lo del
    se le su al no si ya sin sobre hasta donde entre ser son era estaba había nos me nadie todos en
pt: não uma que com para os mais como mas foi ao ele das pela são também muito dos seu sua isso você até no na se
    por dos nos há já quando ser sem só depois era tem tinha foram ela ninguém todos na em um
it: il che di per una con non della sono del più come anche alla gli ma nel questo dei delle ha si è un le nella era
    c'era questa ci se lo da stato aveva molto tutti tutto dalla quando dopo prima perché tra nessuno hanno
nl: het een van en niet dat zijn op voor met ook maar wordt naar bij deze uit heeft aan werd nog worden de in dan
    hij ze wat geen kan door hebben had toen nu naar alle iedereen om waar wel zo meer
sv: och att det som på är av för inte med den jag ett har om till men också när kan var så alla hade under efter där
    ut sin detta eller blev när mycket
da: og det at som på er af til ikke med den jeg et har for også men når kan var så der blev efter alle havde under
    her ud sin denne eller blive meget hvor hun han
no: og det som på er av til ikke med den jeg et har for også men når kan var så jeg ble etter hvor alle hadde under
    her ut sin denne eller bli mye hun han noen
fi: ja on ei että se oli ovat hän mutta kun niin myös tai kuin sen ole joka mitä ollut vain olla
pl: nie się jest że na jak ale to czy przez dla już tylko jego ma po był było które oraz który także był była byli
    wszyscy kiedy przy pod jeszcze bardzo bo tak tym tego jej ich nikt wtedy
cs: se na že je to si ale jsem jako jsou bylo který když už také nebo byl které jen má při však se do pro o v po by
    byla byl všichni ještě jen už tak který která protože jeho mezi přišel
sk: sa na že je to ale som ako sú bolo ktorý keď už tiež alebo bol ktoré len má pri však aj
hu: a az és hogy nem egy van meg ez csak volt mint már még ha vagy is de azt lehet után volt minden senki mindig
    nagyon amit mert hogy még sem is aki pedig
ro: și în să este nu care pentru cu din mai că sunt fost dar pe sau cum după prin această al a fost sunt era fi au
    nu îl toți lui ei după fără prin foarte când
hr: je se na da su što kao za ili ali bio bilo koji nije od kako sam samo iz već nakon
sl: je in se da na so ki ne za pa tudi bil bilo kot ali lahko še po pri ko bi
tr: bir ve bu için ile çok daha da de gibi kadar ama ne olarak olan var sonra değil her ben o
vi: và là của có không một những được cho trong người này với các khi đã như tôi để đến nhưng
id: yang dan di ini itu dengan untuk tidak dari pada dalam akan juga saya ada adalah bisa oleh sudah
ca: els que amb una per les però més del són també aquest com molt està seva dels ha aquesta
gl: non unha que co para os máis como pero foi ao polo pola dos tamén moi seu súa esta
eu: eta da ez bat izan dira zen baina ere hau du dute egin den duen beste horrek
et: ja on ei et see oli kui aga ka mis ning või siis mida olid tema veel selle ta
lv: un ir ka no ar par bet kas uz arī tas nav kā vai pēc lai šo bija tika
lt: ir yra kad su bet kaip tai buvo iš ne apie į už per jau dar gali taip po
is: og að er ekki sem það við um hann en til var með því fyrir af hafa eru
sq: dhe në një është që për me nga të nuk si kjo por janë më kishte edhe ka
af: die en het nie van is dat ek met vir sy ook wat maar hulle by op sê was om
ga: agus an na is tá ar go bhí le sé mar ach ní sin seo raibh chuig
cy: yn a y mae i ar ond oedd wedi am gan fod hyn hefyd nid yr sydd
tl: ang ng sa na mga at ay ko ito siya hindi kung para ako niya may kay lang
sw: na ya wa kwa ni katika la hii kuwa za hiyo lakini sana watu yake kama baada
az: və bir bu üçün ilə çox olan də ki də deyil kimi sonra onun daha ən
eo: kaj la de estas ne en kiu por sed kun al ke mi tio ĉi ankaŭ estis sur
"""
"""A language's code with a colon, and its words."""
